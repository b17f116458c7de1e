import type { api } from "../api/client";
import { useChange } from "../ui/useChange";

export type RecordingEdit = Parameters<typeof api.changeRecording>[1];

/** Changes something about a recording, and says that it was done (null: that is seen). */
export const useRecordingChange = (change: () => Promise<unknown>, done: string | null, onDone?: () => void) =>
  useChange(change, { done, shownIn: ["recordings", "storage"], onDone });
