import { type RefObject, useEffect } from "react";

import { type MasterClock, RATES } from "./masterClock";

const STEP = 5_000;

interface Actions {
  toggleSubtitles: () => void;
  toggleFullScreen: () => void;
}

/** Keys of the player, wherever on its page one is, but not in a field, on a control that knows the key itself, or in a dialog. */
export function usePlayerKeys(player: RefObject<HTMLElement | null>, clock: MasterClock, actions: Actions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest("input, textarea, select, [role=dialog], [role=menu]")) return;
      const control = target.closest("button, a, [role=slider], [role=tab]") !== null;
      const { time, rate } = clock.state.getState();
      const faster = (by: number) => {
        const next = RATES[RATES.findIndex((one) => one === rate) + by];
        if (next !== undefined) clock.setRate(next);
      };
      const keys: Partial<Record<string, () => void>> = {
        ",": () => faster(-1),
        ".": () => faster(1),
        c: actions.toggleSubtitles,
        f: actions.toggleFullScreen,
        k: () => clock.toggle(),
      };
      if (!control) {
        keys[" "] = () => clock.toggle();
        keys["ArrowLeft"] = () => clock.seek(time - STEP);
        keys["ArrowRight"] = () => clock.seek(time + STEP);
        keys["Home"] = () => clock.seek(0);
      }
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act || !player.current) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
