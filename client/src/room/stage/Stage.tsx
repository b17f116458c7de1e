import { ActionIcon } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { Contributions } from "../Contributions";
import { selectScreenIds, useMedia, useSpeakers } from "../features/media/public";
import { selectIdsByEntry, selectSharingIds, selectYourId } from "../features/people/public";
import { selectShownPlace } from "../features/showing/public";
import type { MediaState } from "../media/engine";
import { useFootRef, useRoom, useViewState } from "../roomContext";
import { arrange, inSteadyOrder } from "./arrangement";
import { placeStyle } from "./placeStyle";
import styles from "./Stage.module.css";
import { placeItems } from "./stageView";
import { Tile } from "./Tile";
import { useIdleMark } from "./useIdleMark";
import { useSwipe } from "./useSwipe";

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
  const shownPlace = useRoom(selectShownPlace);
  const active = useSpeakers(({ active }) => active);
  const layout = useViewState(({ layout }) => layout);
  const strip = useViewState(({ strip }) => strip);
  const pinned = useViewState(({ pinned }) => pinned);
  const ownHidden = useViewState(({ ownHidden }) => ownHidden);
  const corner = useViewState(({ ownCorner }) => ownCorner);
  const section = useRef<HTMLElement>(null);
  useIdleMark(section);
  const { ref, width, height } = useElementSize();
  const [page, setPage] = useState(0);

  const view = () => {
    if (you === null || width === 0 || height === 0) return null;
    const arrangement = arrange({
      people,
      you,
      ownHidden,
      sharing: new Set(sharing),
      connected: new Set(connected),
      screens: new Set(screens),
      shown: shownPlace,
      layout,
      pinned,
      active,
    });
    return placeItems(arrangement, { you, active }, { width, height, strip, corner, page });
  };
  const shown = view();
  // From the page that is seen: the one that was wanted may be gone.
  const turn = (step: number) => setPage(Math.max(0, (shown?.page ?? 0) + step));
  const swipe = useSwipe(turn);

  return (
    <section ref={section} className={styles.stage} aria-label={t("stage.label")}>
      <div ref={ref} className={styles.space} data-pages={(shown && shown.pages > 1) || undefined} {...swipe}>
        {shown && (
          <>
            {inSteadyOrder(shown.placed, people).map(({ item, rect, look }) => (
              <Tile key={item.key} item={item} look={look} rect={rect} />
            ))}
            {shown.hidden && (
              <span
                className={styles.hidden}
                style={placeStyle(shown.hidden.rect)}
                title={t("stage.hidden", { count: shown.hidden.count })}
              >
                <span aria-hidden="true">+{shown.hidden.count}</span>
                <span className="visually-hidden">{t("stage.hidden", { count: shown.hidden.count })}</span>
              </span>
            )}
            {shown.pages > 1 && <Pages page={shown.page} pages={shown.pages} onTurn={turn} />}
            <Contributions place="stageOverlays" />
          </>
        )}
      </div>
    </section>
  );
}

const selectConnectedIds = ({ remotes }: MediaState) => [...remotes.keys()];

function Pages({ page, pages, onTurn }: { page: number; pages: number; onTurn: (step: number) => void }) {
  const { t } = useTranslation("room");
  const footRef = useFootRef();
  return (
    <nav ref={footRef} className={styles.pages}>
      <ActionIcon aria-label={t("stage.previousPage")} disabled={page === 0} onClick={() => onTurn(-1)} size="lg">
        <IconChevronLeft stroke={1.75} className={styles.directed} />
      </ActionIcon>
      <span className="tabular">{t("stage.page", { page: page + 1, pages })}</span>
      <ActionIcon aria-label={t("stage.nextPage")} disabled={page === pages - 1} onClick={() => onTurn(1)} size="lg">
        <IconChevronRight stroke={1.75} className={styles.directed} />
      </ActionIcon>
    </nav>
  );
}
