import { useAddress } from "./Page";

/**
 * Gives the page of a meeting's minutes in the center whose page this is, for who is signed in there: of one run, or of
 * the latest that has any.
 */
export function useMinutesAddress(): (mid: string, instance?: string) => string {
  const meetings = useAddress("meetings");
  return (mid, instance) =>
    `${meetings}/${encodeURIComponent(mid)}/minutes${instance === undefined ? "" : `/${encodeURIComponent(instance)}`}`;
}
