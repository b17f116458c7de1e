import { UnstyledButton } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import styles from "./Content.module.css";
import { usePage } from "./pages";

interface Props {
  id: string;
  current: number;
  total: number;
  onPage: (page: number) => void;
}

/** All pages in small; each is loaded when it is about to be seen. */
export function Thumbnails({ id, current, total, onPage }: Props) {
  const { t } = useTranslation("room");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <div ref={list} className={styles.thumbnails} role="group" aria-label={t("content.overview")}>
      {Array.from({ length: total }, (_, at) => (
        <Thumbnail key={at} id={id} number={at + 1} current={at + 1 === current} onPage={onPage} />
      ))}
    </div>
  );
}

interface ThumbnailProps {
  id: string;
  number: number;
  current: boolean;
  onPage: (page: number) => void;
}

function Thumbnail({ id, number, current, onPage }: ThumbnailProps) {
  const { t } = useTranslation("room");
  const { ref, entry } = useIntersection<HTMLButtonElement>({ rootMargin: "400px" });
  const page = usePage(id, number, { wanted: entry?.isIntersecting === true });
  const picture = page?.pictures.at(-1);
  return (
    <UnstyledButton
      ref={ref}
      className={styles.thumbnail}
      aria-label={t("content.goToPage", { page: number })}
      aria-current={current ? "page" : undefined}
      onClick={() => onPage(number)}
    >
      {picture ? <img src={picture.url} alt="" draggable={false} /> : <span className={styles.blank} />}
      <span className="tabular" aria-hidden="true">
        {number}
      </span>
    </UnstyledButton>
  );
}
