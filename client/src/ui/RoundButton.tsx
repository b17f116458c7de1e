import { Tooltip, UnstyledButton } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";

import styles from "./RoundButton.module.css";

export interface RoundButtonProps {
  label: string;
  icon: Icon;
  onClick: () => void;
  /** `on`: in use; `off`: switched off; `danger`: ends something. */
  tone?: "plain" | "on" | "off" | "danger";
  busy?: boolean;
  /** Why it cannot be used at the moment: shown as its tooltip, and a click does nothing. */
  unavailable?: string | undefined;
  shortcut?: string;
  /** A small number: what is new. */
  badge?: number;
  expanded?: boolean;
}

/** A control of the meeting: an icon with an accessible name and a tooltip. */
export function RoundButton(props: RoundButtonProps) {
  const { label, icon: Picture, onClick, tone = "plain", busy, unavailable, shortcut, badge, expanded } = props;
  const tip = unavailable ?? (shortcut ? `${label} (${shortcut})` : label);
  return (
    <Tooltip label={tip} maw={280} multiline={unavailable !== undefined}>
      <UnstyledButton
        className={styles.button}
        data-tone={tone}
        data-busy={busy || undefined}
        aria-label={label}
        aria-disabled={unavailable !== undefined || undefined}
        aria-keyshortcuts={shortcut}
        {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
        onClick={() => {
          if (unavailable === undefined) onClick();
        }}
      >
        <Picture size={22} stroke={1.75} aria-hidden="true" />
        {badge !== undefined && badge > 0 && (
          <span className={styles.badge} aria-hidden="true">
            {badge > 99 ? "99+" : badge}
          </span>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}
