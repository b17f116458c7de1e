import { Alert, Progress } from "@mantine/core";
import { IconDatabaseExclamation } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type StorageUse as Use } from "../api/client";
import { fileSize } from "./fileSize";
import styles from "./StorageUse.module.css";
import textStyles from "./text.module.css";

const useStorage = () => useQuery({ queryKey: ["storage"], queryFn: api.storage });

const PARTS = ["documents", "pages", "images", "sharedDocuments", "recordings"] as const;
const usedBytes = (use: Use) => PARTS.reduce((sum, part) => sum + use[part], 0);

/** Tells that little of the center's storage is left, or nothing; above what takes of it. */
export function StorageWarning() {
  const { t } = useTranslation("library");
  const { data } = useStorage();
  if (!data?.scarce) return null;
  const full = data.limit !== null && usedBytes(data) >= data.limit;
  return (
    <Alert
      className={styles.warning}
      variant="light"
      color={full ? "red" : "yellow"}
      icon={<IconDatabaseExclamation size={20} stroke={1.75} aria-hidden />}
    >
      {t(full ? "storage.full" : "storage.scarce")}
    </Alert>
  );
}

/** How much of its storage the center uses, and for what. Where that cannot be asked, the page is complete without. */
export function StorageUse() {
  const { t, i18n } = useTranslation("library");
  const { data } = useStorage();
  if (!data) return null;
  const size = (bytes: number) => fileSize(bytes, i18n.language);
  const used = usedBytes(data);
  const parts = PARTS.filter((part) => data[part] > 0).map((part) => t(`storage.${part}`, { size: size(data[part]) }));
  return (
    <section className={styles.storage} aria-labelledby="storage">
      <h2 id="storage">{t("storage.heading")}</h2>
      <p>
        {data.limit === null
          ? t("storage.used", { used: size(used) })
          : t("storage.usedOf", { used: size(used), limit: size(data.limit) })}
      </p>
      {data.limit === null ? null : (
        <Progress
          value={Math.min(100, (100 * used) / data.limit)}
          color={data.scarce ? "red" : "accent"}
          aria-label={t("storage.heading")}
        />
      )}
      {parts.length > 0 ? <p className={textStyles.about}>{parts.join(" · ")}</p> : null}
    </section>
  );
}
