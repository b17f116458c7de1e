import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { api } from "../api";
import { Mark } from "./Mark";
import styles from "./pages.module.css";

/** The center's own title, once the server has said it. */
function useCenterTitle(): string {
  const center = useQuery({ queryKey: ["center"], queryFn: api.center, staleTime: Infinity });
  return center.data?.title ?? "Convener";
}

interface Props {
  /** What the page is about, for the window's title; the center's title follows it. */
  title?: string;
  /** What stands at the end of the line above. */
  aside?: ReactNode;
  children: ReactNode;
}

/** What every page around the room has: a thin line with the mark above, one column of content below. */
export function Page({ title, aside, children }: Props) {
  const center = useCenterTitle();
  useDocumentTitle(title ? `${title} · ${center}` : center);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Link to="/" className={styles.home}>
          <Mark />
          <bdi>{center}</bdi>
        </Link>
        {aside}
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
