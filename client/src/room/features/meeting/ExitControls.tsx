import { Button } from "@mantine/core";
import { IconPhoneOff, IconPower } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ControlButton, useControlPlace } from "../../controls/ControlButton";
import { useRoom, useSession, useView } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { endMeetingDialog } from "./EndMeetingDialog";
import styles from "./ExitControls.module.css";

/** The host ends the meeting for all: in words, where there is room. */
export function EndControl() {
  const { t } = useTranslation("room");
  const view = useView();
  const hosting = useRoom(selectIsHost);
  const place = useControlPlace();
  if (!hosting) return null;
  const end = () => view.open(endMeetingDialog, true);
  if (place === "more") return <ControlButton label={t("controls.end")} icon={IconPower} onClick={end} />;
  return (
    <Button variant="outline" color="red" classNames={{ root: styles.endAll ?? "" }} onClick={end}>
      {t("controls.end")}
    </Button>
  );
}

export function LeaveControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  return (
    <ControlButton label={t("controls.leave")} icon={IconPhoneOff} tone="danger" onClick={() => void session.leave()} />
  );
}
