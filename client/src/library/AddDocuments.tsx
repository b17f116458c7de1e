import { Button, FileButton, Progress } from "@mantine/core";
import { IconFilePlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ACCEPTED } from "../browser/upload";
import textStyles from "../ui/text.module.css";
import styles from "./Library.module.css";
import { useUpload } from "./useUpload";

/** Adds documents to the library, into the folder that is shown. */
export function AddDocuments({ folder }: { folder: string }) {
  const { t } = useTranslation("library");
  const { sending, send, pending } = useUpload("/documents", { folder }, (name) => t("wasAdded", { name }));
  return (
    <div className={styles.adding}>
      {sending ? (
        <div className={styles.sending}>
          <p className={textStyles.about} title={sending.name} aria-hidden="true">
            {t("adding", { name: sending.name })}
          </p>
          <Progress value={100 * sending.sent} aria-label={t("adding", { name: sending.name })} />
        </div>
      ) : null}
      <FileButton multiple accept={ACCEPTED} onChange={send}>
        {(props) => (
          <Button
            {...props}
            size="md"
            loading={pending}
            leftSection={<IconFilePlus size={20} stroke={1.75} aria-hidden />}
          >
            {t("add")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
