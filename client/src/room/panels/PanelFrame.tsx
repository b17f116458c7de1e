import { CloseButton } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { PanelContribution } from "../feature";
import { useRoom, useView } from "../roomContext";
import styles from "./PanelFrame.module.css";

interface Props {
  feature: string;
  panel: PanelContribution;
  children: ReactNode;
}

/** What all panels have: a heading, which has the focus first, and ways to close it. */
export function PanelFrame({ feature, panel, children }: Props) {
  const { t } = useTranslation("room");
  const view = useView();
  const headingId = `${feature}-heading`;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // One that is open as it was the last time takes the focus from nobody.
    if (!view.panelWasAskedFor) return undefined;
    const before = document.activeElement;
    heading.current?.focus();
    // After closing, the focus is where it was when the panel was opened.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [view]);
  return (
    <aside
      className={styles.panel}
      aria-labelledby={headingId}
      onKeyDown={({ key, target, currentTarget }) => {
        if (key === "Escape" && isOfPanel(target, currentTarget)) view.closePanel();
      }}
    >
      <header className={styles.header}>
        <h2 id={headingId} ref={heading} tabIndex={-1}>
          {t(panel.heading)} {panel.count && <PanelCount count={panel.count} />}
        </h2>
        <CloseButton aria-label={t("people.close")} onClick={() => view.closePanel()} size="lg" />
      </header>
      {children}
    </aside>
  );
}

/** Whether a key that was pressed in the panel is for the panel: not for a menu that is open there, or over it. */
function isOfPanel(target: EventTarget, panel: HTMLElement): boolean {
  return (
    target instanceof Element && panel.contains(target) && !target.closest('[role="menu"], [aria-expanded="true"]')
  );
}

function PanelCount({ count }: { count: NonNullable<PanelContribution["count"]> }) {
  return <span className={styles.count}>{useRoom(count)}</span>;
}
