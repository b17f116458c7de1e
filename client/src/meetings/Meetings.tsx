import { Button, Group, Tabs, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCalendarPlus, IconSearch, IconVideoPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type InvitationsQueued, type MeetingSummary } from "../api/client";
import { JoinForm } from "../entry/JoinForm";
import { ownTimeZone } from "../ui/dates";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import lineStyles from "../ui/TitleLine.module.css";
import { useFormats } from "../ui/useFormats";
import { useToast } from "../ui/useToast";
import { MeetingForm, type Purpose } from "./MeetingForm";
import { MeetingList, type Section } from "./MeetingList";
import { MeetingReady } from "./MeetingReady";
import styles from "./Meetings.module.css";

const SECTIONS: readonly Section[] = ["current", "past", "cancelled"];
/** Milliseconds after the last letter, before the list follows a search. */
const PAUSE = 250;

/** The page of somebody who holds meetings: start one, schedule one, find the own ones. */
export function Meetings() {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const { formatInFull } = useFormats();
  const [section, setSection] = useState<Section>("current");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), PAUSE);
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [created, setCreated] = useState<MeetingSummary | null>(null);
  const [invited, setInvited] = useState<InvitationsQueued | null>(null);
  const [showing, setShowing] = useState(false);

  const show = async (meeting: MeetingSummary, sent: InvitationsQueued | null = null) => {
    setCreated(meeting);
    setInvited(sent);
    setShowing(true);
    setSection("current");
    setTyped("");
    await queries.invalidateQueries({ queryKey: ["meetings"] });
  };
  const start = useMutation({
    // A name of its own, by which it can be found again among others that were begun like it.
    mutationFn: () =>
      api.createMeeting({ title: t("meetings.adHoc", { when: formatInFull(new Date()) }), timeZone: ownTimeZone() }),
    onSuccess: (meeting) => show(meeting),
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(start.error);

  const whenEmpty = {
    current: {
      empty: t("meetings.emptyCurrent"),
      action: { label: t("meetings.startFirst"), run: () => start.mutate(), pending: start.isPending },
    },
    past: {
      empty: t("meetings.emptyPast"),
      action: { label: t("meetings.showCurrent"), run: () => setSection("current"), pending: false },
    },
    cancelled: { empty: t("agenda.emptyCancelled"), action: null },
  };

  return (
    <>
      <div className={lineStyles.titleLine}>
        <h1>{t("meetings.heading")}</h1>
        <Group gap={8} className={styles.mainActions}>
          <Button
            size="md"
            variant="default"
            leftSection={<IconCalendarPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => setPurpose({ kind: "new" })}
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
      <Tabs
        value={section}
        onChange={(value) => setSection(SECTIONS.find((one) => one === value) ?? "current")}
        keepMounted={false}
      >
        <div className={styles.choice}>
          <Tabs.List>
            {SECTIONS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`meetings.${one === "cancelled" ? "cancelledOnes" : one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <TextInput
            type="search"
            className={styles.search}
            aria-label={t("agenda.search")}
            placeholder={t("agenda.search")}
            leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
            maxLength={250}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {SECTIONS.map((one) => (
          <Tabs.Panel key={one} value={one}>
            <MeetingList when={one} search={search} {...whenEmpty[one]} onForm={setPurpose} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <section className={styles.joinBelow}>
        <h2>{t("front.join.heading")}</h2>
        <JoinForm main={false} />
      </section>
      <MeetingForm
        purpose={purpose}
        onClose={() => setPurpose(null)}
        onDone={(meeting, sent) => {
          setPurpose(null);
          if (purpose?.kind === "edit") showToast(t("edit.saved"));
          else void show(meeting, sent);
        }}
      />
      <MeetingReady meeting={created} invited={invited} opened={showing} onClose={() => setShowing(false)} />
    </>
  );
}
