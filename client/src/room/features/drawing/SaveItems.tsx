import { Menu } from "@mantine/core";
import { IconFileTypePdf, IconPhotoDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { DocumentActionProps } from "../../feature";
import { useSession } from "../../roomContext";
import { saveDocument, savePage } from "./saving";

const ICON = { size: 20, stroke: 1.75, "aria-hidden": true } as const;

/** The page that is seen, or all of them, with what is drawn there, as files. */
export function SaveItems({ documentId, pageNumber }: DocumentActionProps) {
  const { t } = useTranslation("room");
  const session = useSession();
  const save = (saving: Promise<void>) => {
    session.notify({ tone: "shown", text: "drawing.saving" });
    saving.catch(() => session.notify({ tone: "warning", text: "drawing.notSaved" }));
  };
  return (
    <>
      <Menu.Item
        leftSection={<IconPhotoDown {...ICON} />}
        onClick={() => save(savePage(session, documentId, pageNumber))}
      >
        {t("drawing.savePage")}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileTypePdf {...ICON} />} onClick={() => save(saveDocument(session, documentId))}>
        {t("drawing.saveDocument")}
      </Menu.Item>
    </>
  );
}
