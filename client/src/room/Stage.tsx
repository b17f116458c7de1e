import { ActionIcon, Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useObservable } from "../observable";
import { copyText } from "../pages/copyText";
import type { StripPlace } from "../storage";
import { arrange, type Item, type Layout, speakerOnFirstPage } from "./arrangement";
import { bestGrid, gridCapacity, pageOf, PHONE } from "./layout";
import type { RoomSession } from "./session";
import styles from "./Stage.module.css";
import { Tile } from "./Tile";

export interface StageProps {
  session: RoomSession;
  layout: Layout;
  strip: StripPlace;
  pinned: string | null;
  onPin: (key: string | null) => void;
}

/** The people, and what they show. */
export function Stage({ session, layout, strip, pinned, onPin }: StageProps) {
  const { t } = useTranslation("room");
  const { people, you, meeting } = useObservable(session.room);
  const { remotes } = useObservable(session.media.state);
  const { active } = useObservable(session.speakers);
  const { ref, width, height } = useElementSize();
  const [page, setPage] = useState(0);

  const tile = (item: Item, whole = false, style?: React.CSSProperties) => (
    <Tile
      key={item.key}
      item={item}
      session={session}
      pinned={pinned === item.key}
      onPin={() => onPin(pinned === item.key ? null : item.key)}
      whole={whole}
      {...(style ? { style } : {})}
    />
  );

  const content = () => {
    if (!you || width === 0) return null;
    const { focus, others } = arrange({ people, you, remotes, layout, pinned, active });
    if (focus) {
      const place = width < PHONE && height > width ? "below" : strip;
      const capacity = width < PHONE && width > height ? 1 : 24;
      return (
        <div className={styles.focused} data-strip={place} data-alone={others.length === 0 || undefined}>
          <div className={styles.focus}>{tile(focus, true)}</div>
          {others.length > 0 && (
            <div className={styles.strip}>
              {speakerOnFirstPage(others, active, capacity)
                .slice(0, capacity)
                .map((item) => tile(item))}
            </div>
          )}
        </div>
      );
    }
    const capacity = gridCapacity(width, height);
    const { page: current, pages, shown } = pageOf(speakerOnFirstPage(others, active, capacity), page, capacity);
    const grid = bestGrid(shown.length, width, height - (pages > 1 ? 44 : 0));
    return (
      <>
        <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${grid.columns * 2}, auto)` }}>
          {shown.map((item, at) =>
            tile(item, false, { width: grid.width, height: grid.height, ...centered(at, shown.length, grid.columns) }),
          )}
        </div>
        {pages > 1 && <Pages page={current} pages={pages} onPage={setPage} />}
        {people.size === 1 && meeting?.code && <Alone code={meeting.code} />}
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

/** A grid of half columns: a last row that is not full stands in the middle. */
function centered(at: number, count: number, columns: number): React.CSSProperties {
  const inLastRow = count % columns;
  const startsLastRow = inLastRow > 0 && at === count - inLastRow;
  return { gridColumn: startsLastRow ? `${columns - inLastRow + 1} / span 2` : "span 2" };
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

/** Nobody else is here: the way to change that. */
function Alone({ code }: { code: string }) {
  const { t } = useTranslation("room");
  const [copied, setCopied] = useState(false);
  const link = `${window.location.origin}/m/${code}`;
  return (
    <aside className={styles.alone}>
      <strong>{t("stage.alone")}</strong>
      <span>{t("stage.aloneText")}</span>
      <code>{link}</code>
      <Button
        size="xs"
        leftSection={<IconCopy size={16} stroke={1.75} />}
        onClick={() => void copyText(link).then(setCopied)}
      >
        {copied ? t("stage.linkCopied") : t("stage.copyLink")}
      </Button>
    </aside>
  );
}
