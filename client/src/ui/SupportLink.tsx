import { useTranslation } from "react-i18next";

import type { Center } from "../api/client";

interface Props {
  center: Center | undefined;
  page: "check" | "help";
  /** The part of the help that is meant. */
  part?: string;
  /** Instead of the page's own name. */
  children?: string;
  /** From one of the two pages to the other. */
  sameTab?: boolean;
  className?: string | undefined;
}

/**
 * Leads to the check of devices and network or to the help, in a tab of its own: what a person is in, or fills in, stays.
 * Nothing where the center has no such page.
 */
export function SupportLink({ center, page, part, children, sameTab = false, className }: Props) {
  const { t } = useTranslation("pages");
  const address = page === "check" ? center?.checkUrl : center?.helpUrl;
  if (!address) return null;
  return (
    <a
      href={part ? `${address}#${part}` : address}
      className={className}
      {...(sameTab ? {} : { target: "_blank", rel: "noopener" })}
    >
      {children ?? t(`support.${page}`)}
    </a>
  );
}
