import { ActionIcon, Menu, NumberInput, Tooltip } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconLayoutGrid,
  IconDotsVertical,
  IconPresentationOff,
  IconX,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Contributions } from "../../Contributions";
import { ToolButton } from "../../controls/ToolButton";
import { useRovingFocus } from "../../controls/useRovingFocus";
import { useRoom, useSession } from "../../roomContext";
import { useCompact } from "../../view/useCompact";
import { selectIsModerator } from "../people/public";
import { closeItem, OtherOpenItems, stopShowing } from "../showing/public";
import styles from "./Content.module.css";
import { documentItem, downloadOriginal, selectMayDownload } from "./content";
import { MOST_ZOOM, type Zoom } from "./useZoom";

const ICON = { size: 20, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  id: string;
  page: number;
  /** Null while it is not known. */
  total: number | null;
  /** The last page to which one can go. */
  most: number;
  zoom: Zoom;
  overview: boolean;
  onOverview: () => void;
  onPage: (page: number) => void;
}

/** Below a document: pages, how large it is, and what may be done with it. */
export function DocumentToolbar({ id, page, total, most, zoom, overview, onOverview, onPage }: Props) {
  const { t } = useTranslation("room");
  const compact = useCompact();
  const roving = useRovingFocus<HTMLDivElement>();
  return (
    <div {...roving} className={styles.toolbar} role="toolbar" aria-label={t("content.tools")}>
      <ToolButton label={t("content.overview")} icon={IconLayoutGrid} pressed={overview} onClick={onOverview} />
      <Contributions place="documentControls" />
      <span className={styles.gap} />
      <ToolButton
        label={t("content.previous")}
        icon={IconChevronLeft}
        directed
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <PageNumber page={page} most={most} onPage={onPage} />
      <span className="tabular" aria-live="polite">
        <span aria-hidden="true">/ {total ?? "…"}</span>
        <span className="visually-hidden">
          {total === null ? t("content.atPage", { page }) : t("content.atPageOf", { page, total })}
        </span>
      </span>
      <ToolButton
        label={t("content.next")}
        icon={IconChevronRight}
        directed
        disabled={page >= most}
        onClick={() => onPage(page + 1)}
      />
      <span className={styles.gap} />
      {!compact && (
        <>
          <ToolButton
            label={t("content.smaller")}
            icon={IconZoomOut}
            disabled={zoom.factor <= 1}
            onClick={zoom.smaller}
          />
          <ToolButton
            label={t("content.whole")}
            icon={IconZoomReset}
            disabled={zoom.factor <= 1}
            onClick={zoom.reset}
          />
        </>
      )}
      <ToolButton
        label={t("content.larger")}
        icon={IconZoomIn}
        disabled={zoom.factor >= MOST_ZOOM}
        onClick={zoom.larger}
      />
      <DocumentMenu id={id} page={page} zoom={zoom} />
    </div>
  );
}

/** The number of the page, to be written over. */
function PageNumber({ page, most, onPage }: { page: number; most: number; onPage: (page: number) => void }) {
  const { t } = useTranslation("room");
  /** What is being written; null where the page is shown as it is. */
  const [text, setText] = useState<string | number | null>(null);
  const go = () => {
    const wanted = Number(text);
    if (text !== null && text !== "" && wanted !== page && wanted >= 1 && wanted <= most) onPage(Math.floor(wanted));
    setText(null);
  };
  return (
    <NumberInput
      className={styles.number}
      size="xs"
      hideControls
      allowDecimal={false}
      allowNegative={false}
      aria-label={t("content.goTo")}
      value={text ?? page}
      onChange={setText}
      // The keyboard of a phone may have no Enter.
      onBlur={go}
      onKeyDown={({ key }) => {
        if (key === "Enter") go();
        if (key === "Escape") setText(null);
      }}
    />
  );
}

function DocumentMenu({ id, page, zoom }: { id: string; page: number; zoom: Zoom }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const compact = useCompact();
  const leads = useRoom(selectIsModerator);
  const mayDownload = useRoom(selectMayDownload);
  if (!leads && !mayDownload && !compact) return null;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Tooltip label={t("content.more")}>
          <ActionIcon size={36} variant="subtle" aria-label={t("content.more")}>
            <IconDotsVertical {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {compact && (
          <Menu.Item leftSection={<IconZoomReset {...ICON} />} onClick={zoom.reset}>
            {t("content.whole")}
          </Menu.Item>
        )}
        {mayDownload && (
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => downloadOriginal(session, id)}>
            {t("content.download")}
          </Menu.Item>
        )}
        {mayDownload && <Contributions place="documentActions" documentId={id} pageNumber={page} />}
        {leads && (
          <>
            <Menu.Item leftSection={<IconPresentationOff {...ICON} />} onClick={() => stopShowing(session)}>
              {t("content.stop")}
            </Menu.Item>
            <Menu.Item leftSection={<IconX {...ICON} />} onClick={() => closeItem(session, documentItem(id))}>
              {t("content.close")}
            </Menu.Item>
            <OtherOpenItems item={documentItem(id)} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
