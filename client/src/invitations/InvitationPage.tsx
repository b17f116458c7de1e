import { Alert, Button } from "@mantine/core";
import {
  IconCalendarCheck,
  IconCalendarOff,
  IconCalendarQuestion,
  IconCloudOff,
  IconLinkOff,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { api, type Invitation, type InvitationAnswer } from "../api/client";
import { knownTimeZone, sameWallClock } from "../ui/dates";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import NotFoundPage from "../ui/NotFoundPage";
import textStyles from "../ui/text.module.css";
import { useFormats } from "../ui/useFormats";
import { ClaimOffer } from "./ClaimOffer";
import styles from "./InvitationPage.module.css";
import { RemindersPage } from "./RemindersPage";
import { isUnknown } from "./unknown";

type Answer = InvitationAnswer["answer"];

/**
 * The accept and decline links of an invitation. Opening one changes nothing, because mail scanners and previews open
 * every link; only the button on the page answers.
 */
export default function InvitationPage() {
  const { token, answer } = useParams();
  if (token && answer === "reminders") return <RemindersPage key={token} token={token} />;
  if (!token || (answer !== "accept" && answer !== "decline")) return <NotFoundPage />;
  return <InvitationLoader key={token} token={token} linked={answer} />;
}

function InvitationLoader({ token, linked }: { token: string; linked: Answer }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const invitation = useQuery({ queryKey: ["invitation", token], queryFn: () => api.invitation({ token }) });
  if (invitation.data && !isUnknown(invitation.error))
    return <InvitationView key={token} token={token} linked={linked} invitation={invitation.data} />;
  if (!invitation.error) return null;
  if (isUnknown(invitation.error)) {
    return (
      <MessagePage icon={IconLinkOff} heading={t("invitation.invalidHeading")} text={t("invitation.invalidText")} />
    );
  }
  return (
    <MessagePage icon={IconCloudOff} heading={t("invitation.failedHeading")} text={failureText(invitation.error)}>
      <Button size="md" loading={invitation.isFetching} onClick={() => void invitation.refetch()}>
        {t("failure.tryAgain")}
      </Button>
    </MessagePage>
  );
}

function InvitationView({ token, linked, invitation }: { token: string; linked: Answer; invitation: Invitation }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (answer: Answer) => api.answerInvitation({ token, answer }),
    // Cancelled or withdrawn in the meantime: look again, the page then says so.
    onError: () => queries.invalidateQueries({ queryKey: ["invitation", token] }),
  });
  const current = invitation.cancelled ? invitation : (send.data ?? invitation);

  if (current.cancelled) {
    return (
      <MessagePage
        icon={IconCalendarOff}
        meeting={current.title}
        heading={t("invitation.cancelledHeading")}
        text={t("invitation.cancelledText")}
      />
    );
  }
  // After an answer the page offers to change one's mind; before it, what the link in the mail stands for.
  const settled = current.answer === linked || send.data !== undefined;
  const offered: Answer = settled ? (current.answer === "accept" ? "decline" : "accept") : linked;
  const button = (
    <Button
      size="md"
      variant={settled ? "default" : "filled"}
      loading={send.isPending}
      onClick={() => send.mutate(offered)}
    >
      {t(buttonText(settled, offered))}
    </Button>
  );
  return (
    <MessagePage
      icon={iconOf(settled, current.answer)}
      meeting={current.title}
      heading={t(headingText(settled, current.answer, linked))}
    >
      <Facts invitation={current} />
      {settled ? (
        <p className={textStyles.text}>
          {t(current.answer === "accept" ? "invitation.acceptedNext" : "invitation.declinedNext")}
        </p>
      ) : null}
      {send.error ? (
        <Alert color="red" variant="light" role="alert">
          {failureText(send.error)}
        </Alert>
      ) : null}
      <div className={styles.choices}>
        {settled && current.answer === "accept" ? (
          <Button size="md" component="a" href={current.participantUrl}>
            {t("invitation.toMeeting")}
          </Button>
        ) : null}
        {button}
      </div>
      <ClaimOffer token={token} />
    </MessagePage>
  );
}

function Facts({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("pages");
  return (
    <div className={styles.facts}>
      {invitation.startsAt ? <WhenInFull invitation={invitation} startsAt={new Date(invitation.startsAt)} /> : null}
      {invitation.organizer ? <p>{t("invitation.from", { organizer: invitation.organizer })}</p> : null}
      {invitation.name ? <p>{t("invitation.to", { name: invitation.name })}</p> : null}
    </div>
  );
}

/** Day, date, time and zone: what is put into a diary must be plain. Where the meeting has another clock, that too. */
function WhenInFull({ invitation, startsAt }: { invitation: Invitation; startsAt: Date }) {
  const { formatInFull, formatRangeInFull } = useFormats();
  const end = invitation.endsAt ? new Date(invitation.endsAt) : null;
  const zone = knownTimeZone(invitation.timeZone);
  const own = end ? formatRangeInFull(startsAt, end) : formatInFull(startsAt);
  return (
    <>
      <p className={`${textStyles.moment ?? ""} ${styles.when ?? ""}`}>
        <time dateTime={startsAt.toISOString()}>{own}</time>
      </p>
      {sameWallClock(startsAt, undefined, zone) ? null : <p>{formatInFull(startsAt, zone)}</p>}
    </>
  );
}

function buttonText(settled: boolean, offered: Answer) {
  if (!settled) return offered === "accept" ? "invitation.acceptButton" : "invitation.declineButton";
  return offered === "accept" ? "invitation.changeToAccept" : "invitation.changeToDecline";
}

function headingText(settled: boolean, answer: Answer | null, linked: Answer) {
  if (settled) return answer === "accept" ? "invitation.accepted" : "invitation.declined";
  return linked === "accept" ? "invitation.acceptQuestion" : "invitation.declineQuestion";
}

function iconOf(settled: boolean, answer: Answer | null) {
  if (!settled) return IconCalendarQuestion;
  return answer === "accept" ? IconCalendarCheck : IconCalendarOff;
}
