/** A title as the name of a file without its ending: no characters that some system does not allow in one. */
export const fileName = (title: string, otherwise: string): string =>
  title.replace(/[\\/:*?"<>|]+/g, " ").trim() || otherwise;
