/** The page of a meeting's minutes, for who is signed in: of one run, or of the latest that has any. */
export const minutesPath = (mid: string, instance?: string) =>
  `/meetings/${encodeURIComponent(mid)}/minutes${instance === undefined ? "" : `/${encodeURIComponent(instance)}`}`;
