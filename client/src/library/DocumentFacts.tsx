import { UnstyledButton } from "@mantine/core";
import { IconFileText, IconFileTypePdf, IconPhoto, IconPresentation } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { LibraryDocument } from "../api/client";
import { fileSize } from "../ui/fileSize";
import listStyles from "../ui/lists.module.css";
import { Making } from "../ui/Making";
import textStyles from "../ui/text.module.css";
import { type Kind, kindOf } from "./kinds";
import styles from "./Library.module.css";

const ICONS: Readonly<Record<Kind, typeof IconPhoto>> = {
  pdf: IconFileTypePdf,
  office: IconFileText,
  image: IconPhoto,
  package: IconPresentation,
  old_package: IconPresentation,
};

interface Props {
  item: LibraryDocument;
  /** Shows the pages. None where there are none, and of a document that was deleted. */
  onOpen?: (() => void) | null;
  /** The line below: where it is from, until when it is there. */
  children: ReactNode;
}

/** How a document looks, what it is called, and how much it is. */
export function DocumentFacts({ item, onOpen, children }: Props) {
  const { t, i18n } = useTranslation("library");
  const { document, thumbnail } = item;
  const kind = kindOf(item);
  const Icon = ICONS[kind];
  const facts = [
    t(`kind.${kind}`),
    ...(document.state === "ready" && kind !== "image" ? [t("pages", { count: document.pages ?? document.done })] : []),
    fileSize(document.size, i18n.language),
  ];
  const picture = thumbnail ? (
    <img src={thumbnail} alt="" loading="lazy" />
  ) : (
    <Icon size={28} stroke={1.75} aria-hidden="true" />
  );
  return (
    <>
      {onOpen ? (
        <UnstyledButton className={styles.picture} aria-label={t("openOf", { title: document.title })} onClick={onOpen}>
          {picture}
        </UnstyledButton>
      ) : (
        <span className={styles.picture}>{picture}</span>
      )}
      <div className={listStyles.facts}>
        <h2 className={listStyles.title} dir="auto" id={`document-${document.id}`}>
          {document.title}
        </h2>
        <p className={textStyles.about}>{facts.join(" · ")}</p>
        <p className={textStyles.about}>{children}</p>
        <State item={item} />
      </div>
    </>
  );
}

function State({ item: { document } }: { item: LibraryDocument }) {
  const { t } = useTranslation("library");
  const { state, problem, pages, done } = document;
  if (document.deletedAt !== null) return null;
  if (state === "failed")
    return <p className={textStyles.problem}>{t(`problem_${problem === "" ? "failed" : problem}`)}</p>;
  if (state !== "waiting" && state !== "converting") return null;
  return (
    <Making
      text={pages === null || done === 0 ? t("making") : t("made", { done, count: pages })}
      label={t("makingOf", { title: document.title })}
      percent={pages ? (100 * done) / pages : 0}
    />
  );
}
