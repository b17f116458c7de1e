import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

import { SharedDocument } from "../../../documents/sharedDocument";
import { useSession } from "../../../roomContext";

/** A stroke is seen by others while it grows, and a place as it moves. The binding gathers changes itself. */
const DELAYS = { changes: 0, place: 60 };

/** The shared document of this kind and name, for as long as the caller is shown, and until what was drawn is stored. */
export function useSharedDocument(kind: string, name: string): SharedDocument | null {
  const session = useSession();
  const [opened] = useState(() => createStore<{ document: SharedDocument | null }>(() => ({ document: null })));
  useEffect(() => {
    const document = new SharedDocument(session, kind, name, DELAYS);
    opened.setState({ document });
    return () => {
      opened.setState({ document: null });
      document.release();
    };
  }, [session, kind, name, opened]);
  return useStore(opened, ({ document }) => document);
}
