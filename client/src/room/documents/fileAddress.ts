/** Where the browser gets a file that was brought, or sent in the chat, by the token that the server has given for it. */
export const fileAddress = (token: string): string =>
  `/api/v1/documents/download?${new URLSearchParams({ token }).toString()}`;
