/** How calls of the API fail. */

import type { Problem } from "./schema.generated";

/** The word of an error that never reached the server, or whose reply could not be read. */
export const UNREACHABLE = "unreachable";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** HTTP status; 0 where no reply came. */
    readonly status: number,
    readonly problem: Problem,
    /** Seconds to wait before the next try, where the server named a time. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.message);
  }

  /** The stable word of the problem. */
  get error(): string {
    return this.problem.error;
  }
}

/** Whether a call failed with one of these HTTP statuses. */
export const hasStatus = (error: unknown, ...statuses: readonly number[]): error is ApiError =>
  error instanceof ApiError && statuses.includes(error.status);

/** Whether a call failed with a problem of this stable word. */
export const hasWord = (error: unknown, word: string): error is ApiError =>
  error instanceof ApiError && error.error === word;

/** The error of a call without a reply (status 0), or with one that is not of the API. */
export function unreachable(status: number): ApiError {
  return new ApiError(status, { error: UNREACHABLE, message: "The server cannot be reached.", parameter: null });
}

/** The error of a reply whose status says that the call failed. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (!isProblem(body)) return unreachable(response.status);
  const retryAfter = Number(response.headers.get("retry-after") ?? NaN);
  return new ApiError(response.status, body, Number.isNaN(retryAfter) ? null : retryAfter);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "error" in value && "message" in value;
}
