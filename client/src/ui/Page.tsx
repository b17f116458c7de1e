import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Center, hasStatus } from "../api/client";
import { Mark } from "./Mark";
import styles from "./Page.module.css";
import { SkipLink } from "./SkipLink";
import { SupportLink } from "./SupportLink";

/** The center whose page this is: that of the address (/cc/CENTER…), else the first one; undefined until it is known. */
export function useCenter(): Center | undefined {
  return useCenterOrNone() ?? undefined;
}

/** Null where the address names a center that is not there. */
function useCenterOrNone(): Center | null | undefined {
  const { cc } = useParams();
  const name = cc?.toLowerCase();
  const center = useQuery({
    queryKey: ["center", name ?? ""],
    queryFn: async () => {
      try {
        return await api.center(name);
      } catch (error) {
        // An answer, not a failure: it is not asked for again.
        if (hasStatus(error, 404)) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
  return center.data;
}

/** Whether the address names a center that is not there. */
export function useNoSuchCenter(): boolean {
  return useCenterOrNone() === null;
}

/** The front page of the center whose page this is. */
export function useHome(): string {
  const { cc } = useParams();
  const lost = useNoSuchCenter();
  return cc === undefined || lost ? "/" : `/cc/${encodeURIComponent(cc)}`;
}

/** The address of a page of the center whose page this is; `page` is its last part. */
export function useAddress(page: string): string {
  const home = useHome();
  return home === "/" ? `/${page}` : `${home}/${page}`;
}

interface Props {
  /** What the page is about, for the window's title; the center's title follows it. */
  title?: string;
  /** What stands at the end of the line above. */
  aside?: ReactNode;
  /** Whether the ways to the help and to the check of devices stand below; pages that lead there themselves need none. */
  support?: boolean;
  children: ReactNode;
}

/** What every page around the room has: a thin line with the mark above, one column of content below. */
export function Page({ title, aside, support = true, children }: Props) {
  const known = useCenter();
  const center = known?.title ?? "Convener";
  const home = useHome();
  const { t } = useTranslation("pages");
  useDocumentTitle(title ? `${title} · ${center}` : center);
  return (
    <div className={styles.page}>
      <SkipLink label={t("skip")} to="content" />
      <header className={styles.header}>
        <Link to={home} className={styles.home}>
          <Mark />
          <bdi>{center}</bdi>
        </Link>
        {aside}
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      {support && known && (
        <footer className={styles.footer}>
          <SupportLink center={known} page="help" />
          <SupportLink center={known} page="check" />
        </footer>
      )}
    </div>
  );
}
