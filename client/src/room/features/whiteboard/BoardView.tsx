import { Loader } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { SharedDocument } from "../../documents/sharedDocument";
import { useRoom, useService } from "../../roomContext";
import { selectBoard } from "./boards";
import { Refusal, Saving } from "./drawing/DocumentStatus";
import styles from "./drawing/Drawing.module.css";
import { imagesService } from "./images/imagesService";
import { useSharedDocument } from "./drawing/useSharedDocument";

// What draws is a third of a megabyte: it is loaded with the first board.
const Drawing = lazy(() => import("./drawing/Drawing").then(({ Drawing }) => ({ default: Drawing })));

/** A board, on the stage. */
export default function BoardView({ id }: { id: string }) {
  const document = useSharedDocument("board", id);
  // Its texts are loaded with the first board, while the rest of the room stays as it is.
  return <Suspense fallback={null}>{document && <OpenBoard key={id} id={id} document={document} />}</Suspense>;
}

function OpenBoard({ id, document }: { id: string; document: SharedDocument }) {
  const { t } = useTranslation("board");
  const board = useRoom(selectBoard(id));
  const images = useService(imagesService).of("board", id);
  const status = useStore(document.state, ({ status }) => status);
  const loading = (
    <div className={styles.center}>
      <Loader size="sm" aria-label={t("loading")} />
    </div>
  );
  if (status === "gone" || !board) return <div className={styles.center}>{t("gone")}</div>;
  return (
    <div className={styles.drawing}>
      <Refusal document={document} />
      {status === "loading" ? (
        loading
      ) : (
        <Suspense fallback={loading}>
          <Drawing
            document={document}
            images={images}
            label={t("boardLabel", { name: board.name })}
            grid={board.template === "grid"}
            name={board.name}
          />
        </Suspense>
      )}
      <Saving document={document} />
    </div>
  );
}
