import { Menu, UnstyledButton } from "@mantine/core";
import { IconLogout, IconPhoneOff, IconPower } from "@tabler/icons-react";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useView } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { endMeetingDialog } from "./EndMeetingDialog";
import styles from "./ExitControls.module.css";

/** The way out, always at the same place; the host says whether for all. */
export function LeaveControl() {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const hosting = useRoom(selectIsHost);
  const leave = () => void session.leave();
  const icon = { size: 18, stroke: 1.75 };
  return (
    // The same button for everybody, so that it stays where it is when somebody becomes host.
    <Menu position="top-end" width={260} disabled={!hosting}>
      <Menu.Target>
        <LeaveButton choosing={hosting} onClick={hosting ? undefined : leave} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={leave}>
          {t("controls.leaveMeeting")}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconPower {...icon} />} onClick={() => view.open(endMeetingDialog, true)}>
          {t("controls.end")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface LeaveButtonProps extends ComponentPropsWithoutRef<"button"> {
  /** It opens a menu. */
  choosing: boolean;
}

/** A receiver that is laid down, and the word. */
const LeaveButton = forwardRef<HTMLButtonElement, LeaveButtonProps>(function LeaveButton({ choosing, ...props }, ref) {
  const { t } = useTranslation("room");
  const plain = { "aria-haspopup": undefined, "aria-expanded": undefined, "aria-controls": undefined };
  return (
    <UnstyledButton
      ref={ref}
      {...props}
      {...(choosing ? {} : plain)}
      className={styles.leave}
      aria-label={t("controls.leave")}
    >
      <IconPhoneOff size={22} stroke={1.75} aria-hidden="true" />
      <span className={styles.word} aria-hidden="true">
        {t("controls.leave")}
      </span>
    </UnstyledButton>
  );
});
