import { ActionIcon, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import styles from "./Library.module.css";
import { useShelfFailure } from "./useShelfChange";
import { ViewDialog } from "./ViewDialog";

/** As many pages as the server gives at a time. */
const AT_A_TIME = 100;
/** Addresses of pictures are valid for an hour at least. */
const FRESH = 30 * 60_000;

type Document = LibraryDocument["document"];

interface Props {
  document: Document;
  opened: boolean;
  onClose: () => void;
}

/** The pages of a document, to be looked at one by one. */
export function DocumentDialog({ document, opened, onClose }: Props) {
  return (
    <ViewDialog title={document.title} opened={opened} onClose={onClose} className={styles.pagesBody}>
      <Pages document={document} />
    </ViewDialog>
  );
}

function Pages({ document }: { document: Document }) {
  const { t, i18n } = useTranslation("library");
  const [number, setNumber] = useState(1);
  const total = document.pages ?? document.done;
  const step = (by: number) => setNumber(Math.min(Math.max(1, number + by), Math.max(1, document.done)));
  const press = (event: KeyboardEvent) => {
    const forward = i18n.dir() === "rtl" ? -1 : 1;
    const by = { ArrowRight: forward, ArrowLeft: -forward, PageDown: 1, PageUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div className={styles.pages} onKeyDown={press}>
      <PagePicture document={document} number={number} />
      {total > 1 ? (
        <div className={styles.pageTools}>
          <Turn label={t("view.previous")} icon={IconChevronLeft} isLast={number <= 1} onClick={() => step(-1)} />
          <span className="tabular" aria-live="polite">
            {t("view.at", { page: number, total })}
          </span>
          <Turn
            label={t("view.next")}
            icon={IconChevronRight}
            isLast={number >= document.done}
            onClick={() => step(1)}
          />
        </div>
      ) : null}
    </div>
  );
}

interface TurnProps {
  label: string;
  icon: typeof IconChevronLeft;
  /** There is no page any more on this side. The button keeps the focus. */
  isLast: boolean;
  onClick: () => void;
}

function Turn({ label, icon: Picture, isLast, onClick }: TurnProps) {
  return (
    <ActionIcon
      size={44}
      aria-label={label}
      title={label}
      aria-disabled={isLast || undefined}
      data-disabled={isLast || undefined}
      onClick={() => isLast || onClick()}
    >
      <Picture size={22} stroke={1.75} aria-hidden="true" className={styles.directed} />
    </ActionIcon>
  );
}

function PagePicture({ document: { id, title }, number }: { document: Document; number: number }) {
  const { t } = useTranslation("library");
  const failureText = useShelfFailure();
  const after = number - 1 - ((number - 1) % AT_A_TIME);
  const some = useQuery({
    queryKey: ["library", "pages", id, after],
    queryFn: () => api.pages(id, after),
    staleTime: FRESH,
    gcTime: FRESH,
  });
  useSessionExpiry(some.error);
  if (some.isPending) return <Skeleton className={styles.page} radius="lg" aria-label={t("view.loading")} />;
  if (!some.data) return <p role="alert">{failureText(some.error)}</p>;
  const page = some.data.pages.find((one) => one.number === number);
  const largest = page?.pictures[0];
  if (!page || !largest) return <p className={styles.boardEmpty}>{t("view.lost")}</p>;
  return (
    <>
      <img
        key={largest.url}
        className={styles.page}
        src={largest.url}
        srcSet={page.pictures.map(({ url, width }) => `${url} ${width}w`).join(", ")}
        sizes="100vw"
        width={largest.width}
        height={largest.height}
        alt={t("view.page", { title, page: number })}
      />
      <p className="visually-hidden" dir="auto">
        {page.text}
      </p>
    </>
  );
}
