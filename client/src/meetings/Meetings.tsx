import { Button, Group, Tabs } from "@mantine/core";
import { IconCalendarPlus, IconVideoPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { JoinForm } from "../entry/JoinForm";
import { ownTimeZone } from "../ui/dates";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import lineStyles from "../ui/TitleLine.module.css";
import { useToast } from "../ui/useToast";
import { MeetingList } from "./MeetingList";
import { MeetingReady } from "./MeetingReady";
import styles from "./Meetings.module.css";
import { ScheduleForm } from "./ScheduleForm";

type Tab = "current" | "past";

/** The page of somebody who holds meetings: start one, schedule one, find the own ones. */
export function Meetings() {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const [tab, setTab] = useState<Tab>("current");
  const [scheduling, setScheduling] = useState(false);
  const [created, setCreated] = useState<MeetingSummary | null>(null);
  const [showing, setShowing] = useState(false);

  const show = async (meeting: MeetingSummary) => {
    setScheduling(false);
    setCreated(meeting);
    setShowing(true);
    setTab("current");
    await queries.invalidateQueries({ queryKey: ["meetings"] });
  };
  const start = useMutation({
    mutationFn: () => api.createMeeting({ timeZone: ownTimeZone() }),
    onSuccess: show,
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(start.error);

  return (
    <>
      <div className={lineStyles.titleLine}>
        <h1>{t("meetings.heading")}</h1>
        <Group gap={8} className={styles.mainActions}>
          <Button
            size="md"
            variant="default"
            leftSection={<IconCalendarPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => setScheduling(true)}
          >
            {t("meetings.schedule")}
          </Button>
          <Button
            size="md"
            leftSection={<IconVideoPlus size={20} stroke={1.75} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t("meetings.new")}
          </Button>
        </Group>
      </div>
      <Tabs value={tab} onChange={(value) => setTab(value === "past" ? "past" : "current")} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="current">{t("meetings.current")}</Tabs.Tab>
          <Tabs.Tab value="past">{t("meetings.past")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="current">
          <MeetingList
            when="current"
            empty={t("meetings.emptyCurrent")}
            action={{ label: t("meetings.startFirst"), run: () => start.mutate(), pending: start.isPending }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="past">
          <MeetingList
            when="past"
            empty={t("meetings.emptyPast")}
            action={{ label: t("meetings.showCurrent"), run: () => setTab("current"), pending: false }}
          />
        </Tabs.Panel>
      </Tabs>
      <section className={styles.joinBelow}>
        <h2>{t("front.join.heading")}</h2>
        <JoinForm main={false} />
      </section>
      <ScheduleForm
        opened={scheduling}
        onClose={() => setScheduling(false)}
        onCreated={(meeting) => void show(meeting)}
      />
      <MeetingReady meeting={created} opened={showing} onClose={() => setShowing(false)} />
    </>
  );
}
