import { Button, Group, Tabs } from "@mantine/core";
import { IconCalendarPlus, IconVideoPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type MeetingSummary, type SignedInUser } from "../api/client";
import { JoinForm } from "../entry/JoinForm";
import { ownTimeZone } from "../ui/dates";
import { useAddress } from "../ui/Page";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { SearchField } from "../ui/SearchField";
import lineStyles from "../ui/TitleLine.module.css";
import { useFormats } from "../ui/useFormats";
import { useSearch } from "../ui/useSearch";
import { useSendOnce } from "../ui/useSendOnce";
import { useToast } from "../ui/useToast";
import { type Invited, MeetingForm, type Purpose } from "./MeetingForm";
import { MeetingList, type Section } from "./MeetingList";
import { MeetingReady } from "./MeetingReady";
import styles from "./Meetings.module.css";

const SECTIONS: readonly Section[] = ["current", "past", "cancelled"];
/** Who holds no meetings cancels none. */
const SECTIONS_OF_MEMBERS: readonly Section[] = ["current", "past"];

/** The meetings of who is signed in: own ones and those of others; who may hold some starts and schedules them here. */
export function Meetings({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const { formatInFull } = useFormats();
  const [section, setSection] = useState<Section>("current");
  const { typed, setTyped, search } = useSearch();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [created, setCreated] = useState<MeetingSummary | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [showing, setShowing] = useState(false);

  const show = async (meeting: MeetingSummary, sent: Invited | null = null) => {
    setCreated(meeting);
    setInvited(sent);
    setShowing(true);
    setSection("current");
    setTyped("");
    await queries.invalidateQueries({ queryKey: ["meetings"] });
  };
  const create = useSendOnce(api.createMeeting);
  const start = useMutation({
    // A name of its own, by which it can be found again among others that were begun like it.
    mutationFn: () =>
      create({ title: t("meetings.adHoc", { when: formatInFull(new Date()) }), timeZone: ownTimeZone() }),
    onSuccess: (meeting) => show(meeting),
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(start.error);

  const { mayOrganize } = user;
  const users = useAddress("users");
  const library = useAddress("library");
  const recordings = useAddress("recordings");
  const joinForm = useRef<HTMLElement>(null);
  const sections = mayOrganize ? SECTIONS : SECTIONS_OF_MEMBERS;
  const whenEmpty = {
    current: mayOrganize
      ? {
          empty: t("meetings.emptyCurrent"),
          action: { label: t("meetings.startFirst"), run: () => start.mutate(), pending: start.isPending },
        }
      : {
          empty: t("invited.emptyCurrent"),
          action: { label: t("front.join.heading"), run: () => focusField(joinForm.current), pending: false },
        },
    past: {
      empty: mayOrganize ? t("meetings.emptyPast") : t("invited.emptyPast"),
      action: { label: t("meetings.showCurrent"), run: () => setSection("current"), pending: false },
    },
    cancelled: { empty: t("agenda.emptyCancelled"), action: null },
  };

  return (
    <>
      <div className={lineStyles.titleLine}>
        <h1>{t("meetings.heading")}</h1>
        <Group gap={8} className={styles.mainActions}>
          {user.role === "administrator" ? (
            <Button component={Link} to={users} size="md" variant="subtle" color="gray">
              {t("users.heading")}
            </Button>
          ) : null}
          {mayOrganize ? (
            <Button component={Link} to={recordings} size="md" variant="subtle" color="gray">
              {t("meetings.recordings")}
            </Button>
          ) : null}
          <Button component={Link} to={library} size="md" variant="subtle" color="gray">
            {t("meetings.library")}
          </Button>
          {mayOrganize ? (
            <>
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
            </>
          ) : null}
        </Group>
      </div>
      {mayOrganize ? null : <p className={styles.member}>{t("front.member", { name: user.name })}</p>}
      <Tabs
        value={section}
        onChange={(value) => setSection(sections.find((one) => one === value) ?? "current")}
        keepMounted={false}
      >
        <div className={styles.choice}>
          <Tabs.List>
            {sections.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`meetings.${one === "cancelled" ? "cancelledOnes" : one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <SearchField className={styles.search} label={t("agenda.search")} value={typed} onChange={setTyped} />
        </div>
        {sections.map((one) => (
          <Tabs.Panel key={one} value={one}>
            <MeetingList when={one} search={search} {...whenEmpty[one]} onForm={setPurpose} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <section ref={joinForm} className={styles.joinBelow}>
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

const focusField = (form: HTMLElement | null) => form?.querySelector("input")?.focus();
