import { useTranslation } from "react-i18next";

import { Contributions } from "../../Contributions";
import type { PageLink } from "../../protocol.generated";
import styles from "./Content.module.css";
import { type DrawnPage, PAGE_WIDTH, ratioOf } from "./pictures";

interface Props {
  documentId: string;
  title: string;
  drawn: DrawnPage;
  /** In CSS pixels. */
  width: number;
  /** Goes to a page of the document. */
  onPage: (page: number) => void;
  /** Where what features draw over the page has its tools. */
  tools: HTMLElement | null;
}

/** A page of a document: its picture, its text for those who do not see it, its links, and what features draw over it. */
export function DocumentPage({ documentId, title, drawn: { page, url }, width, onPage, tools }: Props) {
  const { t } = useTranslation("room");
  const ratio = ratioOf(page);
  const style = { width, height: width / ratio };
  if (url === null) {
    return (
      <div className={styles.page} style={style}>
        <p className={styles.lost}>{t("content.lostPage")}</p>
      </div>
    );
  }
  return (
    <div className={styles.page} style={style} data-page={page.number}>
      <img src={url} alt={t("content.pageOf", { page: page.number, title })} draggable={false} />
      {page.text !== "" && (
        <div className="visually-hidden" dir="auto">
          {page.text}
        </div>
      )}
      {page.links.map((link, at) => (
        <LinkOnPage key={at} link={link} onPage={onPage} />
      ))}
      <Contributions
        place="pageOverlays"
        documentId={documentId}
        pageNumber={page.number}
        width={PAGE_WIDTH}
        height={PAGE_WIDTH / ratio}
        scale={width / PAGE_WIDTH}
        tools={tools}
      />
    </div>
  );
}

const percent = (part: number) => `${String(part * 100)}%`;

/** A link lies where it is on the picture, whatever the direction of the interface. */
function LinkOnPage({ link: { x, y, width, height, url, page }, onPage }: { link: PageLink; onPage: Props["onPage"] }) {
  const { t } = useTranslation("room");
  const style = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
  if (page !== null) {
    const label = t("content.toPage", { page });
    return (
      <button type="button" className={styles.link} style={style} aria-label={label} onClick={() => onPage(page)} />
    );
  }
  return (
    <a
      className={styles.link}
      style={style}
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={url}
      title={url}
    />
  );
}
