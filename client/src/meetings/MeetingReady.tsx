import { Alert, Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { MeetingSummary } from "../api/client";
import { CopyLink } from "../ui/CopyLink";
import dialogStyles from "../ui/dialogs.module.css";
import { useSessionExpiry } from "../ui/failures";
import textStyles from "../ui/text.module.css";
import { When } from "../ui/When";
import type { Invited } from "./MeetingForm";
import styles from "./MeetingReady.module.css";

interface Props {
  /** The new meeting; it stays while the window closes. */
  meeting: MeetingSummary | null;
  /** What became of the invitations that the form sent; null where it sent none. */
  invited: Invited | null;
  opened: boolean;
  onClose: () => void;
}

/** The links of a meeting that was just created, and the button that enters it. */
export function MeetingReady({ meeting, invited, opened, onClose }: Props) {
  const { t } = useTranslation("pages");
  const heading = meeting?.startsAt ? t("ready.scheduledHeading") : t("ready.heading");
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={heading} closeButtonProps={{ "aria-label": t("close") }}>
      {meeting ? (
        <div className={styles.ready}>
          {meeting.startsAt ? (
            <p className={textStyles.text}>
              <strong>
                <bdi>{meeting.title || t("meetings.untitled", { code: meeting.code })}</bdi>
              </strong>
              <br />
              <When startsAt={meeting.startsAt} endsAt={meeting.endsAt} />
            </p>
          ) : null}
          {invited ? <Invitations invited={invited} /> : null}
          <CopyLink label={t("ready.meetingLink")} hint={t("ready.meetingLinkHint")} link={meeting.meetingUrl} />
          <CopyLink label={t("ready.hostLink")} hint={t("ready.hostLinkHint")} link={meeting.hostUrl} />
          <div className={dialogStyles.actions}>
            <Button variant="default" size="md" onClick={onClose}>
              {t("ready.later")}
            </Button>
            <Button component="a" href={meeting.hostUrl} size="md">
              {t("ready.enter")}
            </Button>
          </div>
        </div>
      ) : null}
    </Modal>
  );
}

function Invitations({ invited }: { invited: Invited }) {
  const { t } = useTranslation("pages");
  useSessionExpiry("failure" in invited ? invited.failure : null);
  if ("failure" in invited) {
    return (
      <Alert color="red" variant="light" role="alert">
        {t("ready.notInvited", { addresses: invited.attendees.join(", "), action: t("menu.guests") })}
      </Alert>
    );
  }
  return (
    <p className={textStyles.text}>
      {t("guests.queued", { count: invited.queued })}
      {invited.refused.length > 0 ? (
        <>
          <br />
          {t("guests.refused", { addresses: invited.refused.map(({ address }) => address).join(", ") })}
        </>
      ) : null}
    </p>
  );
}
