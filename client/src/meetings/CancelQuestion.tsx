import { useEffect, useRef } from "react";

import dialogStyles from "../ui/dialogs.module.css";
import { FormFoot } from "../ui/FormFoot";
import textStyles from "../ui/text.module.css";

interface Props {
  /** What would happen. */
  meaning: string;
  keep: string;
  confirm: string;
  cancellation: { error: Error | null; isPending: boolean; mutate: () => void };
  onKeep: () => void;
}

/** Asks in a dialog before something is cancelled of which people are told at once; the way back has the focus. */
export function CancelQuestion({ meaning, keep, confirm, cancellation, onKeep }: Props) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className={dialogStyles.content}>
      <p className={textStyles.text}>{meaning}</p>
      <FormFoot
        error={cancellation.error}
        pending={cancellation.isPending}
        back={keep}
        onBack={onKeep}
        confirm={confirm}
        onConfirm={() => cancellation.mutate()}
        danger
        backRef={back}
      />
    </div>
  );
}
