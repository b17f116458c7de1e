import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { TimelineEvent } from "../api/client";
import { DrawnLayer } from "./drawings/DrawnLayer";
import { type Box, boardFrame, pageFrame } from "./drawings/growth";
import { useDrawing } from "./drawings/useDrawing";
import type { MasterClock } from "./masterClock";
import styles from "./PlayerStage.module.css";

interface Props {
  event: TimelineEvent;
  partUrl: string;
  clock: MasterClock;
}

/** A page of a document or a whiteboard, with what had been drawn on it. */
export function Shown({ event, partUrl, clock }: Props) {
  const { t } = useTranslation("recordings");
  const { title, page } = event;
  const label = event.kind === "page" ? t("pageOf", { title, page }) : t("boardOf", { title });
  const { drawing, failed, tryAgain } = useDrawing(partUrl, event.drawing);
  const [broken, setBroken] = useState("");
  const [size, setSize] = useState<{ picture: string; frame: Box } | null>(null);
  const board = useMemo(() => {
    const bounds = event.kind === "board" ? drawing?.growth.bounds() : null;
    return bounds ? boardFrame(bounds) : null;
  }, [event.kind, drawing]);
  const source = event.picture && broken !== event.picture ? partUrl + event.picture : null;
  const frame = event.kind === "board" ? board : size?.picture === event.picture ? size.frame : null;
  const isEmpty = source === null && frame === null;
  return (
    <figure className={styles.screen} aria-label={label} data-kind={event.kind}>
      {source !== null ? (
        <img
          src={source}
          alt={label}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize({ picture: event.picture, frame: pageFrame(naturalWidth, naturalHeight) })
          }
          onError={() => setBroken(event.picture)}
        />
      ) : null}
      {isEmpty ? <p className={styles.noPicture}>{label}</p> : null}
      {drawing && frame ? (
        <DrawnLayer
          key={event.drawing}
          drawing={drawing}
          partUrl={partUrl}
          clock={clock}
          frame={frame}
          board={event.kind === "board"}
        />
      ) : null}
      {failed ? (
        <p className={styles.drawnFailed} role="alert">
          {t("drawingFailed")}
          <Button size="compact-sm" variant="white" color="dark" onClick={tryAgain}>
            {t("retry")}
          </Button>
        </p>
      ) : null}
    </figure>
  );
}
