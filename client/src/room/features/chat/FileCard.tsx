import { UnstyledButton } from "@mantine/core";
import { IconDownload, IconFile, IconFileTypePdf, IconPhoto, IconPresentation } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { fileSize } from "../../../ui/fileSize";
import type { ChatFile } from "../../protocol.generated";
import styles from "./Chat.module.css";
import { usePartTabIndex } from "./reach";

const ICON = { size: 22, stroke: 1.5, "aria-hidden": true } as const;

interface Props {
  file: { name: string; size: number; kind?: ChatFile["kind"] };
  /** Missing while the file is on its way. */
  onDownload?: () => void;
}

/** A file of the chat: what it is, and the way to have it. */
export function FileCard({ file, onDownload }: Props) {
  const { t, i18n } = useTranslation("room");
  const tabIndex = usePartTabIndex();
  const { name, size } = file;
  const about = (
    <>
      <KindIcon kind={file.kind} />
      <span className={styles.fileName} dir="auto">
        {name}
      </span>
      <span className={`${styles.fileSize ?? ""} tabular`}>{fileSize(size, i18n.language)}</span>
    </>
  );
  if (!onDownload) return <div className={styles.file}>{about}</div>;
  return (
    <UnstyledButton
      className={styles.file ?? ""}
      aria-label={t("chat.download", { name })}
      tabIndex={tabIndex}
      onClick={onDownload}
    >
      {about}
      <IconDownload size={18} stroke={1.75} aria-hidden="true" />
    </UnstyledButton>
  );
}

function KindIcon({ kind }: { kind: ChatFile["kind"] | undefined }) {
  if (kind === "pdf") return <IconFileTypePdf {...ICON} />;
  if (kind === "image") return <IconPhoto {...ICON} />;
  if (kind === "package" || kind === "old_package") return <IconPresentation {...ICON} />;
  return <IconFile {...ICON} />;
}
