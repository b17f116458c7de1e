import { ActionIcon } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { Contributions } from "../Contributions";
import { useMedia, useSpeakers } from "../features/media/public";
import { selectIdsByEntry, selectSharingIds, selectYourId } from "../features/people/public";
import type { MediaState } from "../media/engine";
import { useRoom, useViewState } from "../roomContext";
import type { StripPosition } from "../view/storedView";
import { arrange, inSteadyOrder, type Item, speakerOnFirstPage } from "./arrangement";
import { gridCapacity, pageOf, placeFocus, placeGrid, type Rect, type Size } from "./layout";
import { placeStyle } from "./placeStyle";
import styles from "./Stage.module.css";
import { Tile } from "./Tile";

/**
 * The people, and what they show. All pictures are siblings that are moved by style alone: a video that changes its
 * place in the document would stop for a moment. The stage knows who is there and in which order; what a tile shows the
 * tile reads itself.
 */
export function Stage() {
  const { t } = useTranslation("room");
  const people = useRoom(useShallow(selectIdsByEntry));
  const sharing = useRoom(useShallow(selectSharingIds));
  const you = useRoom(selectYourId);
  const connected = useMedia(useShallow(selectConnectedIds));
  const screens = useMedia(useShallow(selectScreenIds));
  const active = useSpeakers(({ active }) => active);
  const layout = useViewState(({ layout }) => layout);
  const strip = useViewState(({ strip }) => strip);
  const pinned = useViewState(({ pinned }) => pinned);
  const { ref, width, height } = useElementSize();
  const [page, setPage] = useState(0);

  const content = () => {
    if (you === null || width === 0 || height === 0) return null;
    const { focus, others } = arrange({
      people,
      you,
      sharing: new Set(sharing),
      connected: new Set(connected),
      screens: new Set(screens),
      layout,
      pinned,
      active,
    });
    const view = focus
      ? focusView(focus, others, active, { width, height }, strip)
      : gridView(others, active, { width, height }, page);
    return (
      <>
        {inSteadyOrder(view.placed, people).map(({ item, rect }) => (
          <Tile key={item.key} item={item} whole={item === focus} rect={rect} />
        ))}
        {view.hidden && (
          <span
            className={styles.hidden}
            style={placeStyle(view.hidden.rect)}
            title={t("stage.hidden", { count: view.hidden.count })}
          >
            <span aria-hidden="true">+{view.hidden.count}</span>
            <span className="visually-hidden">{t("stage.hidden", { count: view.hidden.count })}</span>
          </span>
        )}
        {view.pages > 1 && <Pages page={view.page} pages={view.pages} onPage={setPage} />}
        <Contributions place="stageOverlays" />
      </>
    );
  };

  return (
    <section className={styles.stage} aria-label={t("stage.label")}>
      <div ref={ref} className={styles.space}>
        {content()}
      </div>
    </section>
  );
}

const selectConnectedIds = ({ remotes }: MediaState) => [...remotes.keys()];
const selectScreenIds = ({ remotes }: MediaState) =>
  [...remotes.values()].filter(({ screen }) => screen !== null).map(({ personId }) => personId);

interface StageView {
  placed: { item: Item; rect: Rect }[];
  /** Those for whom the strip has no room. */
  hidden: { count: number; rect: Rect } | null;
  page: number;
  pages: number;
}

const PAGES_HEIGHT = 44;

function pair(items: Item[], rects: Rect[]): StageView["placed"] {
  return items.flatMap((item, at) => {
    const rect = rects[at];
    return rect ? [{ item, rect }] : [];
  });
}

function focusView(focus: Item, others: Item[], active: string | null, space: Size, strip: StripPosition): StageView {
  const places = placeFocus(others.length, space, strip);
  const capacity = places.strip.length;
  const last = places.strip.at(-1);
  const tooMany = others.length > capacity && capacity > 1 && last !== undefined;
  const shown = tooMany ? capacity - 1 : capacity;
  return {
    placed: [
      { item: focus, rect: places.focus },
      ...pair(speakerOnFirstPage(others, active, shown).slice(0, shown), places.strip),
    ],
    hidden: tooMany ? { count: others.length - shown, rect: last } : null,
    page: 0,
    pages: 1,
  };
}

function gridView(items: Item[], active: string | null, space: Size, wanted: number): StageView {
  const capacity = gridCapacity(space);
  const { page, pages, shown } = pageOf(speakerOnFirstPage(items, active, capacity), wanted, capacity);
  const height = space.height - (pages > 1 ? PAGES_HEIGHT : 0);
  return { placed: pair(shown, placeGrid(shown.length, { width: space.width, height })), hidden: null, page, pages };
}

function Pages({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const { t } = useTranslation("room");
  return (
    <nav className={styles.pages}>
      <ActionIcon aria-label={t("stage.previousPage")} disabled={page === 0} onClick={() => onPage(page - 1)} size="lg">
        <IconChevronLeft stroke={1.75} className={styles.directed} />
      </ActionIcon>
      <span className="tabular">{t("stage.page", { page: page + 1, pages })}</span>
      <ActionIcon
        aria-label={t("stage.nextPage")}
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
        size="lg"
      >
        <IconChevronRight stroke={1.75} className={styles.directed} />
      </ActionIcon>
    </nav>
  );
}
