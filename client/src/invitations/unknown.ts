import { hasStatus } from "../api/client";

/** Whether the server knows no invitation of this link. */
export function isUnknown(error: Error | null): boolean {
  return hasStatus(error, 400, 404, 410, 422);
}
