import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import styles from "./Library.module.css";
import { useShelfFailure } from "./useShelfChange";
import { ViewDialog } from "./ViewDialog";

const BoardPicture = lazy(() => import("./BoardPicture"));

interface Props {
  id: string;
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** A whiteboard as it is now, to be looked at. */
export function BoardDialog({ id, title, opened, onClose }: Props) {
  return (
    <ViewDialog title={title} opened={opened} onClose={onClose} className={styles.boardBody}>
      <Board id={id} title={title} />
    </ViewDialog>
  );
}

function Board({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation("library");
  const failureText = useShelfFailure();
  const file = useQuery({ queryKey: ["board", id], queryFn: () => api.boardFile(id), gcTime: 0 });
  useSessionExpiry(file.error);
  const waiting = <Skeleton height="100%" radius="lg" aria-label={t("boards.opening")} />;
  if (file.isPending) return waiting;
  if (file.data === undefined) return <p role="alert">{failureText(file.error)}</p>;
  return (
    <Suspense fallback={waiting}>
      <BoardPicture file={file.data} label={title} />
    </Suspense>
  );
}
