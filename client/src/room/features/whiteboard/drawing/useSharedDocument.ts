import { useLayoutEffect, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import { SharedDocument } from "../../../documents/sharedDocument";
import { useSession } from "../../../roomContext";

/** A stroke is seen by others while it grows, and a place as it moves. The binding gathers changes itself. */
const DELAYS = { changes: 0, place: 60 };

/**
 * The shared document of this kind and name, for as long as the caller is shown, and until what was drawn is stored.
 * `begun`: it is there; else it is made with the first change.
 */
export function useSharedDocument(kind: string, name: string, begun = true): SharedDocument | null {
  const session = useSession();
  const [opened] = useState(() => createStore<Opened>(() => ({ document: null, name: "" })));
  // Before anything is painted: another name is another page.
  useLayoutEffect(() => {
    const document = new SharedDocument(session, kind, name, DELAYS, { begun: false });
    opened.setState({ document, name });
    return () => {
      opened.setState({ document: null });
      document.release();
    };
  }, [session, kind, name, opened]);
  const shared = useStore(opened);
  useLayoutEffect(() => {
    // For a moment it may be the one before.
    if (begun && shared.name === name) shared.document?.begin();
  }, [shared, begun, name]);
  return shared.document;
}

interface Opened {
  document: SharedDocument | null;
  name: string;
}
