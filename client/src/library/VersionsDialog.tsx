import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type DocumentVersion, type LibraryDocument } from "../api/client";
import { saveFrom } from "../browser/saveFrom";
import { fileSize } from "../ui/fileSize";
import listStyles from "../ui/lists.module.css";
import textStyles from "../ui/text.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import { WideDialog } from "../ui/WideDialog";
import styles from "./Library.module.css";
import { useShelfChange, useShelfFailure } from "./useShelfChange";

interface Props {
  item: LibraryDocument;
  opened: boolean;
  onClose: () => void;
}

/** All versions of a document: each can be had, and an earlier one made the present one again. */
export function VersionsDialog({ item, opened, onClose }: Props) {
  const { t } = useTranslation("library");
  return (
    <WideDialog title={t("versionsHeading", { title: item.document.title })} opened={opened} onClose={onClose}>
      <Versions item={item} />
    </WideDialog>
  );
}

function Versions({ item }: { item: LibraryDocument }) {
  const failureText = useShelfFailure();
  const { id } = item.document;
  const list = useQuery({ queryKey: ["library", "versions", id], queryFn: () => api.versions(id) });
  if (list.isPending) return <Skeleton height={56} radius="md" />;
  if (!list.data) return <p role="alert">{failureText(list.error)}</p>;
  return (
    <ul className={styles.targets}>
      {list.data.versions.map((version) => (
        <Row key={version.document.id} version={version} />
      ))}
    </ul>
  );
}

function Row({ version: { document, owner, present } }: { version: DocumentVersion }) {
  const { t, i18n } = useTranslation("library");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const when = formatWhen(new Date(document.createdAt), now);
  const name = t("versionOf", { when });
  const choose = useShelfChange(() => api.makeVersionPresent(document.id), t("madePresent"));
  return (
    <li className={styles.version}>
      <div className={listStyles.facts}>
        <strong>{name}</strong>
        <p className={textStyles.about}>
          {present ? `${t("present")} · ` : ""}
          <bdi>{owner}</bdi> · {fileSize(document.size, i18n.language)}
        </p>
      </div>
      {present ? null : (
        <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate()}>
          {t("makePresent")}
        </Button>
      )}
      <ActionIcon
        size={44}
        aria-label={`${t("download")}: ${name}`}
        onClick={() => saveFrom(`/api/v1/documents/${document.id}/file`)}
      >
        <IconDownload size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  );
}
