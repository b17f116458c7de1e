import { Alert, Button } from "@mantine/core";
import { IconBell, IconBellOff, IconCloudOff, IconLinkOff } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { isUnknown } from "./unknown";

/**
 * Where a reminder's link leads: whether the person is reminded of meetings. Opening it changes nothing, because mail
 * scanners open every link.
 */
export function RemindersPage({ token }: { token: string }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const reminders = useQuery({ queryKey: ["reminders", token], queryFn: () => api.reminders({ token }) });
  const change = useMutation({ mutationFn: (wanted: boolean) => api.reminders({ token, wanted }) });
  const current = change.data ?? reminders.data;
  if (isUnknown(reminders.error)) {
    return (
      <MessagePage icon={IconLinkOff} heading={t("invitation.invalidHeading")} text={t("invitation.invalidText")} />
    );
  }
  if (!current) {
    if (!reminders.error) return null;
    return (
      <MessagePage icon={IconCloudOff} heading={t("invitation.failedHeading")} text={failureText(reminders.error)}>
        <Button size="md" loading={reminders.isFetching} onClick={() => void reminders.refetch()}>
          {t("failure.tryAgain")}
        </Button>
      </MessagePage>
    );
  }
  const { wanted } = current;
  return (
    <MessagePage
      icon={wanted ? IconBell : IconBellOff}
      heading={t(wanted ? "invitation.remindersHeading" : "invitation.noRemindersHeading")}
      text={t(wanted ? "invitation.remindersText" : "invitation.noRemindersText")}
    >
      {change.error ? (
        <Alert color="red" variant="light" role="alert">
          {failureText(change.error)}
        </Alert>
      ) : null}
      <Button
        size="md"
        variant={wanted ? "filled" : "default"}
        loading={change.isPending}
        onClick={() => change.mutate(!wanted)}
      >
        {t(wanted ? "invitation.remindersButton" : "invitation.noRemindersButton")}
      </Button>
    </MessagePage>
  );
}
