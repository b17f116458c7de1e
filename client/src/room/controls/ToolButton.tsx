import { ActionIcon, Tooltip } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";

import styles from "./ToolButton.module.css";

interface Props {
  label: string;
  icon: Icon;
  /** Missing where the button does something once. */
  pressed?: boolean | undefined;
  disabled?: boolean;
  /** Of the keyboard, as `aria-keyshortcuts` has them. */
  keys?: string;
  /** It points forwards or back, which right to left is the other way round. */
  directed?: boolean;
  onClick: () => void;
}

/** A button of a toolbar. What opens a menu there looks the same by the class `tool`. */
export function ToolButton({
  label,
  icon: Picture,
  pressed,
  disabled = false,
  keys,
  directed = false,
  onClick,
}: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={styles.tool}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={keys}
        // A button that is disabled while it has the focus would lose it.
        aria-disabled={disabled || undefined}
        data-disabled={disabled || undefined}
        onClick={() => disabled || onClick()}
      >
        <Picture size={18} stroke={1.75} aria-hidden="true" className={directed ? styles.directed : undefined} />
      </ActionIcon>
    </Tooltip>
  );
}
