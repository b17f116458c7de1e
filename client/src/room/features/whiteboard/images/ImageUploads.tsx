import { ActionIcon, Progress } from "@mantine/core";
import { IconRefresh, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { DrawingImages, ImageUpload } from "./drawingImages";
import styles from "./ImageUploads.module.css";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** The images on their way to the server, and those that were not taken. */
export function ImageUploads({ images }: { images: DrawingImages }) {
  const { t } = useTranslation("board");
  const uploads = useStore(images.uploads);
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("imageList")}>
      {uploads.map((upload) => (
        <UploadLine key={upload.key} upload={upload} images={images} />
      ))}
    </ul>
  );
}

function UploadLine({ upload, images }: { upload: ImageUpload; images: DrawingImages }) {
  const { t } = useTranslation("board");
  const { key, sent, failure, again } = upload;
  const name = upload.name === "" ? t("image") : upload.name;
  return (
    <li className={styles.line}>
      <bdi className={styles.name}>{name}</bdi>
      {failure ? (
        <span className={styles.failure} role="alert">
          {t(failure)}
        </span>
      ) : (
        <Progress
          className={styles.progress}
          value={(sent ?? 0) * 100}
          size="sm"
          animated={sent === 1}
          aria-label={t("imageSending", { name })}
        />
      )}
      {failure && again && (
        <ActionIcon
          aria-label={t("imageRetry", { name })}
          title={t("imageRetry", { name })}
          onClick={() => images.retry(key)}
        >
          <IconRefresh {...ICON} />
        </ActionIcon>
      )}
      <ActionIcon
        aria-label={t("imageDismiss", { name })}
        title={t("imageDismiss", { name })}
        onClick={() => images.dismiss(key)}
      >
        <IconX {...ICON} />
      </ActionIcon>
    </li>
  );
}
