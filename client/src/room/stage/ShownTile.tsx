import { UnstyledButton } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { shownViewOf } from "../feature";
import { selectShown } from "../features/showing/public";
import { useRoom, useSession, useView } from "../roomContext";
import { SHOWN_KEY } from "../view/roomView";
import type { Rect } from "./layout";
import { placeStyle } from "./placeStyle";
import styles from "./ShownTile.module.css";
import type { TileLook } from "./stageView";
import { useFocusThrough } from "./useFocusThrough";

/** What is shown to all: drawn by the feature that knows its kind, or, while something else is large, its name alone. */
export function ShownTile({ look, rect }: { look: TileLook; rect: Rect }) {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const view = useView();
  const shown = useRoom(selectShown);
  const part = shownViewOf(features, shown);
  const title = useRoom((room) => (part && shown ? part.title(room, shown.id) : ""));
  const large = look === "focus";
  const focus = useFocusThrough<HTMLElement & HTMLButtonElement>(large);
  if (!shown || !part) return null;
  const label = title || t("showing.untitled");
  if (large) {
    return (
      <section {...focus} className={styles.large} aria-label={label} data-shown tabIndex={-1} style={placeStyle(rect)}>
        <Suspense fallback={null}>
          <part.Component key={shown.id} id={shown.id} />
        </Suspense>
      </section>
    );
  }
  return (
    <UnstyledButton
      {...focus}
      className={styles.small}
      aria-label={t("showing.enlarge", { title: label })}
      style={placeStyle(rect)}
      onClick={() => view.pin(SHOWN_KEY)}
    >
      <part.icon size={24} stroke={1.75} aria-hidden="true" />
      <span className={styles.title} dir="auto">
        {label}
      </span>
    </UnstyledButton>
  );
}
