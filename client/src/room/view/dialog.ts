import type { ReactNode } from "react";

export interface DialogProps<Subject> {
  /** What the dialog is about; null while it is closed. */
  subject: Subject | null;
  onClose: () => void;
}

/** A dialog of the room: one is open at a time, see `RoomView.open`. */
export interface Dialog<Subject> {
  name: string;
  Component: (props: DialogProps<Subject>) => ReactNode;
}

/** `name` begins with the name of the feature. */
export function defineDialog<Subject>(name: string, Component: Dialog<Subject>["Component"]): Dialog<Subject> {
  return { name, Component };
}
