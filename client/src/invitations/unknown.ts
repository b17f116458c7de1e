import { ApiError } from "../api/client";

/** Whether the server knows no invitation of this link. */
export function isUnknown(error: Error | null): boolean {
  return error instanceof ApiError && [400, 404, 410, 422].includes(error.status);
}
