import { Menu } from "@mantine/core";
import {
  IconCalendarRepeat,
  IconCalendarTime,
  IconCalendarX,
  IconChartBar,
  IconCopyPlus,
  IconEdit,
  IconLink,
  IconListDetails,
  IconLogin2,
  IconMailForward,
  IconPencil,
  IconUsersPlus,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { copyText } from "../browser/copyText";
import { useFailureText } from "../ui/failures";
import { MenuButton } from "../ui/MenuButton";
import { useToast } from "../ui/useToast";
import { isOver } from "./agenda";
import { AttendanceDialog } from "./AttendanceDialog";
import { CancelMeeting } from "./CancelMeeting";
import { DatesDialog } from "./DatesDialog";
import type { DateStep } from "./dateSteps";
import { GuestsDialog } from "./GuestsDialog";
import type { Purpose } from "./MeetingForm";
import { MinutesItem } from "./MinutesItem";
import { PollsDialog } from "./PollsDialog";
import { RenameMeeting } from "./RenameMeeting";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  meeting: MeetingSummary;
  /** What the meeting is called on the screen. */
  title: string;
  now: Date;
  /** Opens the form of the meeting, which outlives this row. */
  onForm: (purpose: Purpose) => void;
}

/** What can be done about a meeting of one's own. */
export function MeetingMenu({ meeting, title, now, onForm }: Props) {
  const { t } = useTranslation("pages");
  const copy = useCopy();
  const [asking, setAsking] = useState<"guests" | "polls" | "attendance" | "rename" | "cancel" | null>(null);
  const [dates, setDates] = useState<DateStep | null>(null);
  const over = isOver(meeting, now);
  const { date } = meeting;
  // Of a series: all dates, of which the one that is shown may have another title.
  const whole = meeting.title || title;
  const changeable = date && new Date(date.endsAt) > now ? date : null;
  return (
    <>
      <Menu position="bottom-end" width={264} shadow="md">
        <Menu.Target>
          <MenuButton title={title} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={meeting.hostUrl} leftSection={<IconLogin2 {...ICON} />}>
            {t("meetings.enterAsHost")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLink {...ICON} />}
            onClick={() => void copy(Promise.resolve(meeting.meetingUrl), t("meetings.linkCopied"))}
          >
            {t("meetings.copyLink")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMailForward {...ICON} />}
            onClick={() =>
              void copy(
                api.invitationText(meeting.mid).then(({ text }) => text),
                t("menu.invitationCopied"),
              )
            }
          >
            {t("menu.copyInvitation")}
          </Menu.Item>
          <Menu.Item leftSection={<IconUsersPlus {...ICON} />} onClick={() => setAsking("guests")}>
            {t("menu.guests")}
          </Menu.Item>
          <Menu.Item leftSection={<IconChartBar {...ICON} />} onClick={() => setAsking("polls")}>
            {t("menu.polls")}
          </Menu.Item>
          {meeting.held ? (
            <Menu.Item leftSection={<IconListDetails {...ICON} />} onClick={() => setAsking("attendance")}>
              {t("menu.attendance")}
            </Menu.Item>
          ) : null}
          {meeting.held ? <MinutesItem mid={meeting.mid} /> : null}
          <Menu.Divider />
          {changeable ? (
            <Menu.Item
              leftSection={<IconCalendarTime {...ICON} />}
              onClick={() => setDates({ kind: "edit", date: changeable })}
            >
              {t("dates.editOne")}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconEdit {...ICON} />}
            onClick={() => onForm({ kind: "edit", of: meeting, first: "title" })}
          >
            {t(meeting.series ? "dates.editSeries" : "menu.edit")}
          </Menu.Item>
          {changeable ? (
            <Menu.Item leftSection={<IconCalendarRepeat {...ICON} />} onClick={() => setDates({ kind: "list" })}>
              {t("dates.all")}
            </Menu.Item>
          ) : null}
          {over || meeting.personal || meeting.series ? null : (
            <Menu.Item
              leftSection={<IconCalendarTime {...ICON} />}
              onClick={() => onForm({ kind: "edit", of: meeting, first: "time" })}
            >
              {meeting.startsAt ? t("menu.reschedule") : t("menu.plan")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => setAsking("rename")}>
            {t("menu.rename")}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopyPlus {...ICON} />} onClick={() => onForm({ kind: "again", of: meeting })}>
            {over ? t("menu.holdAgain") : t("menu.duplicate")}
          </Menu.Item>
          {over ? null : (
            <>
              <Menu.Divider />
              {changeable ? (
                <Menu.Item
                  color="red"
                  leftSection={<IconCalendarX {...ICON} />}
                  onClick={() => setDates({ kind: "cancel", date: changeable })}
                >
                  {t("dates.cancelOne")}
                </Menu.Item>
              ) : null}
              <Menu.Item color="red" leftSection={<IconCalendarX {...ICON} />} onClick={() => setAsking("cancel")}>
                {t(meeting.series ? "dates.cancelSeries" : "meetings.cancel")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <GuestsDialog meeting={meeting} title={title} opened={asking === "guests"} onClose={() => setAsking(null)} />
      <PollsDialog meeting={meeting} title={title} opened={asking === "polls"} onClose={() => setAsking(null)} />
      <AttendanceDialog
        meeting={meeting}
        title={title}
        opened={asking === "attendance"}
        onClose={() => setAsking(null)}
      />
      <RenameMeeting meeting={meeting} opened={asking === "rename"} onClose={() => setAsking(null)} />
      <DatesDialog meeting={meeting} title={whole} now={now} first={dates} onClose={() => setDates(null)} />
      <CancelMeeting meeting={meeting} title={whole} opened={asking === "cancel"} onClose={() => setAsking(null)} />
    </>
  );
}

/** Copies a text that may have to be asked for first, and says whether it did. */
function useCopy() {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  return async (text: Promise<string>, done: string) => {
    try {
      if (await copyText(text)) showToast(done);
      else showToast(t("link.copyFailed"), "failed");
    } catch (error) {
      showToast(failureText(error instanceof Error ? error : new Error(String(error))), "failed");
    }
  };
}
