import { Suspense } from "react";

import { useSession, useView, useViewState } from "../roomContext";
import type { Dialog } from "../view/dialog";

/** The dialogs of all features; one at a time is open. */
export function Dialogs() {
  const { features } = useSession();
  return features.flatMap(({ dialogs = [] }) =>
    dialogs.map((dialog) => <OpenDialog key={dialog.name} dialog={dialog} />),
  );
}

function OpenDialog({ dialog: { name, Component } }: { dialog: Dialog<never> }) {
  const view = useView();
  const open = useViewState(({ dialog }) => (dialog?.name === name ? dialog : null));
  // The subject came in by `open` together with this dialog, which says its type.
  const subject = open ? (open.subject as never) : null;
  return (
    <Suspense fallback={null}>
      <Component subject={subject} onClose={() => view.closeDialog()} />
    </Suspense>
  );
}
