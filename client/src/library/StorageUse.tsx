import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import { fileSize } from "../ui/fileSize";
import textStyles from "../ui/text.module.css";
import styles from "./Library.module.css";

/** How much of its storage the center uses, and for what. Where that cannot be asked, the page is complete without. */
export function StorageUse() {
  const { t, i18n } = useTranslation("library");
  const { data } = useQuery({ queryKey: ["storage"], queryFn: api.storage });
  if (!data) return null;
  const size = (bytes: number) => fileSize(bytes, i18n.language);
  const used = data.documents + data.pages + data.images + data.recordings;
  const parts = (["documents", "pages", "images", "recordings"] as const)
    .filter((part) => data[part] > 0)
    .map((part) => t(`storage.${part}`, { size: size(data[part]) }));
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
      {data.scarce ? <p className={textStyles.problem}>{t("storage.scarce")}</p> : null}
    </section>
  );
}
