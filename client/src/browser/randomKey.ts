/**
 * A key that nobody else has: hexadecimal digits of so many random bytes. Not `randomUUID`, which pages over plain HTTP
 * do not have.
 */
export function randomKey(bytes = 16): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
