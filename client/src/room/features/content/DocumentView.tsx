import { Button, Loader } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { IconUserCheck } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ShownViewProps } from "../../feature";
import { useFootRef, useRoom, useSession } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { selectPage, turnPage } from "../showing/public";
import styles from "./Content.module.css";
import { documentItem, lookAt, pagesOf, selectDocument, selectLooking } from "./content";
import { DocumentPage } from "./DocumentPage";
import { DocumentToolbar } from "./DocumentToolbar";
import { renew, usePage } from "./pages";
import { ratioOf, useDrawnPage, usePreloaded, USUAL_RATIO } from "./pictures";
import { ProblemText } from "./ProblemText";
import { Thumbnails } from "./Thumbnails";
import { usePageKeys, usePageSwipe } from "./usePageKeys";
import { useZoom } from "./useZoom";

/** The document that is shown to all: the page at which all are, or at which this person looks alone. */
export default function DocumentView({ id }: ShownViewProps) {
  const { t } = useTranslation("room");
  const session = useSession();
  const footRef = useFootRef();
  const document = useRoom(selectDocument(id));
  const leads = useRoom(selectIsModerator);
  const shared = useRoom(selectPage(documentItem(id)));
  const looking = useRoom(selectLooking(id));
  const [overview, setOverview] = useState(false);
  const { ref: measured, width, height } = useElementSize<HTMLDivElement>();
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const zoom = useZoom();
  const both = useMergedRef(zoom.ref, measured);
  const toolsRef = useMergedRef(setTools, footRef);

  const title = document?.title ?? "";
  const total = document && pagesOf(document);
  const number = looking ?? shared;
  const most = total ?? document?.done ?? 1;
  const goTo = (page: number) => {
    const within = Math.min(Math.max(1, page), Math.max(1, most));
    if (within === number) return;
    if (leads) {
      lookAt(session, id, null);
      turnPage(session, documentItem(id), within);
    } else lookAt(session, id, within === shared ? null : within);
  };
  const step = (by: number) => goTo(number + by);
  const whole = zoom.factor === 1;
  usePageKeys(whole, { step, first: () => goTo(1), last: () => goTo(most) });
  const swipe = usePageSwipe(whole, step);
  const drag = useDrag(!whole);

  const page = usePage(id, number);
  const around = [usePage(id, number + 1), usePage(id, number - 1)];
  const ratio = page ? ratioOf(page) : USUAL_RATIO;
  const fitting = Math.floor(Math.min(width, height * ratio));
  const isMade = document !== null && document.done >= number;
  const before = useDrawnPage(page, fitting * zoom.factor, () => renew(session, id, number));
  // While a page is not made yet, none is taken for it.
  const drawn = isMade ? before : null;
  usePreloaded(around, fitting * zoom.factor);
  const drawnWidth = drawn ? Math.floor(Math.min(width, height * ratioOf(drawn.page)) * zoom.factor) : 0;

  return (
    <div className={styles.view} data-document-view>
      <div
        ref={both}
        className={styles.space}
        data-zoomed={!whole || undefined}
        tabIndex={0}
        role="group"
        aria-label={t("content.page")}
        {...swipe}
        {...drag}
      >
        {document?.state === "failed" ? (
          <ProblemText document={document} className={styles.message} />
        ) : drawn && width > 0 ? (
          <DocumentPage documentId={id} title={title} drawn={drawn} width={drawnWidth} onPage={goTo} tools={tools} />
        ) : (
          <p className={styles.message} role="status">
            <Loader size="sm" aria-hidden="true" />
            {document && !isMade ? t("content.making") : t("content.loading")}
          </p>
        )}
      </div>
      <div ref={toolsRef} className={styles.tools} />
      {looking !== null && (
        <Button
          ref={footRef}
          className={styles.back}
          radius="xl"
          size="compact-md"
          leftSection={<IconUserCheck size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => lookAt(session, id, null)}
        >
          {t("content.back", { page: shared })}
        </Button>
      )}
      <div ref={footRef}>
        {overview && <Thumbnails id={id} current={number} total={most} onPage={goTo} />}
        <DocumentToolbar
          id={id}
          page={number}
          total={total}
          most={most}
          zoom={zoom}
          overview={overview}
          onOverview={() => setOverview(!overview)}
          onPage={goTo}
        />
      </div>
    </div>
  );
}

/** A page that is larger than its space is moved by the mouse; fingers move it by themselves. */
function useDrag(enabled: boolean) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>) => {
      const { target, currentTarget, pointerType, button } = event;
      if (!enabled || pointerType !== "mouse" || button !== 0) return;
      if (target instanceof Element && target.closest("a, button")) return;
      from.current = { x: event.clientX, y: event.clientY };
      currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>) => {
      if (!from.current) return;
      event.currentTarget.scrollBy(from.current.x - event.clientX, from.current.y - event.clientY);
      from.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => void (from.current = null),
    onPointerCancel: () => void (from.current = null),
  };
}
