import { Alert, Button } from "@mantine/core";
import type { Ref } from "react";

import styles from "./dialogs.module.css";
import { useFailureText } from "./failures";

interface Props {
  /** Why the last try failed; null where none did. */
  error: Error | null;
  pending: boolean;
  back: string;
  onBack: () => void;
  confirm: string;
  /** Without it the button submits the form around it. */
  onConfirm?: (() => void) | undefined;
  /** It takes something away. */
  danger?: boolean;
  disabled?: boolean;
  /** The button that leads back. */
  backRef?: Ref<HTMLButtonElement>;
}

/** The end of a form or of a question in a dialog: why the last try failed, the way back, and the one strong button. */
export function FormFoot({ error, pending, back, onBack, confirm, onConfirm, danger, disabled, backRef }: Props) {
  const failureText = useFailureText();
  return (
    <div className={styles.foot}>
      {error ? (
        <Alert color="red" variant="light" role="alert">
          {failureText(error)}
        </Alert>
      ) : null}
      <div className={styles.actions}>
        <Button ref={backRef} variant="default" size="md" onClick={onBack} data-autofocus={danger}>
          {back}
        </Button>
        <Button
          type={onConfirm ? "button" : "submit"}
          size="md"
          {...(danger ? { color: "red" } : {})}
          disabled={disabled ?? false}
          loading={pending}
          onClick={onConfirm}
        >
          {confirm}
        </Button>
      </div>
    </div>
  );
}
