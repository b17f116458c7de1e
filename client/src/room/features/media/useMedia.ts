import { useStore } from "zustand";

import type { MediaState } from "../../media/engine";
import type { LocalState } from "../../media/local";
import type { Speakers } from "../../media/speaker";
import { useService, useSession } from "../../roomContext";
import { roomMedia } from "./roomMedia";

/** What arrives from the others. */
export const useMedia = <Part>(selector: (state: MediaState) => Part): Part =>
  useStore(useService(roomMedia).engine.state, selector);

/** The ids of those whose screens arrive. */
export const selectScreenIds = ({ remotes }: MediaState): string[] =>
  [...remotes.values()].filter(({ screen }) => screen !== null).map(({ personId }) => personId);

/** What this browser captures. */
export const useLocal = <Part>(selector: (state: LocalState) => Part): Part =>
  useStore(useSession().local.state, selector);

export const useSpeakers = <Part>(selector: (state: Speakers) => Part): Part =>
  useStore(useService(roomMedia).speakers, selector);

/** Does this person speak right now? `you`: it is the one in this browser. */
export function useSpeaking(personId: string, you: boolean): boolean {
  const other = useSpeakers(({ speaking }) => !you && speaking.has(personId));
  const self = useStore(useService(roomMedia).selfSpeaking, (speaking) => you && speaking);
  return you ? self : other;
}
