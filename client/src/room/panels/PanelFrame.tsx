import { CloseButton, Tabs } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { PanelContribution } from "../feature";
import { useRoom, useSession, useView } from "../roomContext";
import styles from "./PanelFrame.module.css";
import { PanelTab, tabsOf } from "./PanelTabs";

interface Props {
  feature: string;
  panel: PanelContribution;
  children: ReactNode;
}

/** What all panels have: a heading, which has the focus first, ways to close it, and tabs where several belong together. */
export function PanelFrame({ feature, panel, children }: Props) {
  const { t } = useTranslation("room");
  const view = useView();
  const { features } = useSession();
  const headingId = `${feature}-heading`;
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(feature, frame, heading);
  const tabs = tabsOf(features, panel);
  const text = (
    <>
      {t(panel.heading)} {panel.count && <PanelCount count={panel.count} />}
    </>
  );
  return (
    <aside
      ref={frame}
      className={styles.panel}
      aria-labelledby={headingId}
      onKeyDown={({ key, target, currentTarget }) => {
        if (key === "Escape" && isOfPanel(target, currentTarget)) view.closePanel();
      }}
    >
      <Tabs
        className={styles.tabs ?? ""}
        variant="none"
        value={feature}
        onChange={(chosen) => {
          if (chosen !== null) view.openPanel(chosen);
        }}
      >
        <header className={styles.header}>
          <h2 id={headingId} ref={heading} tabIndex={-1} className={tabs.length > 1 ? "visually-hidden" : ""}>
            {text}
          </h2>
          {tabs.length > 1 && (
            <Tabs.List className={styles.list ?? ""} aria-label={t("panel.tabs")}>
              {tabs.map((tab) => (
                <PanelTab key={tab.feature} {...tab} />
              ))}
            </Tabs.List>
          )}
          <CloseButton aria-label={t("people.close")} onClick={() => view.closePanel()} size="lg" />
        </header>
        {tabs.length > 1 ? (
          <Tabs.Panel value={feature} className={styles.content ?? ""}>
            {children}
          </Tabs.Panel>
        ) : (
          children
        )}
      </Tabs>
    </aside>
  );
}

/** The heading has the focus when a panel was opened; after closing it is where it was before. Tabs keep it themselves. */
function useFocus(
  feature: string,
  frame: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLHeadingElement | null>,
): void {
  const view = useView();
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (view.panelLeavesFocus) return;
    if (!frame.current?.contains(active)) before.current = active;
    heading.current?.focus();
  }, [view, feature, frame, heading]);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    },
    [],
  );
}

/** Whether a key that was pressed in the panel is for the panel: not for a menu that is open there, or over it. */
function isOfPanel(target: EventTarget, panel: HTMLElement): boolean {
  return (
    target instanceof Element &&
    panel.contains(target) &&
    !target.closest('[role="menu"], [aria-haspopup][aria-expanded="true"]')
  );
}

function PanelCount({ count }: { count: NonNullable<PanelContribution["count"]> }) {
  return <span className={styles.count}>{useRoom(count)}</span>;
}
