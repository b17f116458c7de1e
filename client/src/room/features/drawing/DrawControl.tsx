import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ToolButton } from "../../controls/ToolButton";
import { useRoom, useSession } from "../../roomContext";
import { selectMayDraw } from "../whiteboard/public";
import { selectIsActive, setActive } from "./drawing";

/** Begins and ends drawing on the pages of documents. */
export function DrawControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const allowed = useRoom(selectMayDraw);
  const active = useRoom(selectIsActive);
  if (!allowed) return null;
  return (
    <ToolButton
      label={t("drawing.draw")}
      icon={IconPencil}
      pressed={active}
      onClick={() => setActive(session, !active)}
    />
  );
}
