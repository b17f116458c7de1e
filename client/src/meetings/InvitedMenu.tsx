import { Menu } from "@mantine/core";
import { IconCalendarCheck, IconCalendarOff, IconLogin2 } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type InvitationAnswer, type InvitedMeeting } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { MenuButton } from "../ui/MenuButton";
import { useToast } from "../ui/useToast";
import { MinutesItem } from "./MinutesItem";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  meeting: InvitedMeeting;
  /** What the meeting is called on the screen. */
  title: string;
}

/** What a guest can do about a meeting: enter it, and answer the invitation. */
export function InvitedMenu({ meeting, title }: Props) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: (given: InvitationAnswer["answer"]) => api.answerOwnInvitation(meeting.mid, given),
    onSuccess: async (_, given) => {
      showToast(t(given === "accept" ? "invited.accepted" : "invited.declined", { title }));
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(answer.error);
  return (
    <Menu position="bottom-end" width={264} shadow="md">
      <Menu.Target>
        <MenuButton title={title} loading={answer.isPending} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={meeting.participantUrl} leftSection={<IconLogin2 {...ICON} />}>
          {t("invited.enter")}
        </Menu.Item>
        {meeting.held ? <MinutesItem mid={meeting.mid} /> : null}
        {meeting.role === "host" || meeting.answer === "accept" ? null : (
          <Menu.Item leftSection={<IconCalendarCheck {...ICON} />} onClick={() => answer.mutate("accept")}>
            {t(meeting.answer ? "invitation.changeToAccept" : "invitation.acceptButton")}
          </Menu.Item>
        )}
        {meeting.role === "host" || meeting.answer === "decline" ? null : (
          <Menu.Item leftSection={<IconCalendarOff {...ICON} />} onClick={() => answer.mutate("decline")}>
            {t(meeting.answer ? "invitation.changeToDecline" : "invitation.declineButton")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
