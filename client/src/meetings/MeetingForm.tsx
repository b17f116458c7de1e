import { Alert, NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type InvitationsQueued, type MeetingSummary, type PreparedPoll } from "../api/client";
import { knownTimeZone, momentAt, ownTimeZone, wallClockInputs } from "../ui/dates";
import { useSessionExpiry } from "../ui/failures";
import { FormFoot } from "../ui/FormFoot";
import { useNow } from "../ui/useFormats";
import { useSendOnce } from "../ui/useSendOnce";
import { WideDialog } from "../ui/WideDialog";
import { AddressesInput } from "./AddressesInput";
import { AudienceFields, changedRights, EVERYTHING } from "./AudienceFields";
import styles from "./MeetingForm.module.css";
import { PollsField } from "./PollsField";
import { PollsStep } from "./PollsStep";
import { fromRule, ONCE, type Repetition, toRule } from "./recurrence";
import { isComplete, RepetitionFields } from "./RepetitionFields";
import { TimeFields } from "./TimeFields";

const MINUTE = 60_000;
const LONGEST_DESCRIPTION = 4000;
const LONGEST_PASSWORD = 64;
const MOST_SEATS = 2500;

/** What the form is for: a new meeting, one like another that was there before, or changes of one. */
export type Purpose =
  | { kind: "new" }
  | { kind: "again"; of: MeetingSummary }
  | { kind: "edit"; of: MeetingSummary; first: "title" | "time" };

/** What became of invitations: how the server took them, or those that it did not take. */
export type Invited = InvitationsQueued | { failure: unknown; attendees: readonly string[] };

interface Props {
  /** Null while the form is closed. */
  purpose: Purpose | null;
  onClose: () => void;
  /** Called with what the server made of it, and what became of the invitations. */
  onDone: (meeting: MeetingSummary, invited: Invited | null) => void;
}

/** The form of a meeting with a time: made, made again, changed. */
export function MeetingForm({ purpose, onClose, onDone }: Props) {
  const { t } = useTranslation("pages");
  const [inPolls, setInPolls] = useState(false);
  const heading = purpose?.kind === "edit" ? t("edit.heading") : t("schedule.heading");
  return (
    <WideDialog
      title={inPolls ? t("schedule.polls") : heading}
      opened={purpose !== null}
      // From the polls one comes back to the form, where they are kept.
      onClose={inPolls ? () => setInPolls(false) : onClose}
    >
      {purpose ? (
        <Fields purpose={purpose} inPolls={inPolls} onPolls={setInPolls} onClose={onClose} onDone={onDone} />
      ) : null}
    </WideDialog>
  );
}

interface Values {
  title: string;
  description: string;
  date: string;
  time: string;
  minutes: string;
  timeZone: string;
  /** Null: a rule that a program has made, which the form cannot show. */
  repetition: Repetition | null;
  lobby: boolean;
  audience: MeetingSummary["audience"];
  anytime: boolean;
  password: string;
  /** Empty: as many as the center allows. */
  seats: number | "";
  addresses: string[];
  /** Of a meeting that is not there yet. */
  polls: PreparedPoll[];
}

/** The next full hour that leaves time to invite somebody. */
function proposal(timeZone: string): { date: string; time: string } {
  const soon = new Date(Date.now() + 90 * MINUTE);
  const { date, time } = wallClockInputs(soon, timeZone);
  return { date, time: `${time.slice(0, 2)}:00` };
}

/** The next day on which a meeting can be held at the same time of day as before. */
function proposalLike(startsAt: Date, timeZone: string): { date: string; time: string } {
  const { time } = wallClockInputs(startsAt, timeZone);
  for (let days = 0; days < 3; days++) {
    const { date } = wallClockInputs(new Date(Date.now() + days * 24 * 60 * MINUTE), timeZone);
    const at = momentAt(date, time, timeZone);
    if (at && at.getTime() > Date.now()) return { date, time };
  }
  return proposal(timeZone);
}

const USUAL_MINUTES = 60;

const EMPTY = {
  title: "",
  description: "",
  minutes: String(USUAL_MINUTES),
  lobby: false,
  audience: EVERYTHING,
  anytime: false,
  password: "",
  seats: "" as const,
  addresses: [],
  polls: [],
};

function initialValues(purpose: Purpose): Values {
  const own = ownTimeZone();
  if (purpose.kind === "new") return { ...EMPTY, ...proposal(own), timeZone: own, repetition: ONCE };
  const { title, description, lobby, audience, anytime, password, seats, recurrence, timeZone: zone } = purpose.of;
  const timeZone = (purpose.of.startsAt ? knownTimeZone(zone) : null) ?? own;
  // Of a series the form has the first date: the rule counts from it.
  const start = purpose.kind === "edit" ? purpose.of.firstStartsAt : purpose.of.startsAt;
  const changed = {
    title,
    description,
    lobby,
    audience,
    anytime,
    password: password ?? "",
    seats: seats ?? ("" as const),
  };
  return {
    ...EMPTY,
    ...changed,
    ...initialTime(purpose, start ? new Date(start) : null, timeZone),
    minutes: String(purpose.of.durationMinutes ?? USUAL_MINUTES),
    timeZone,
    repetition: fromRule(recurrence),
  };
}

/** The meeting is there: where inviting fails the form is done all the same, or it would make another one. */
async function invite(mid: string, attendees: string[]): Promise<Invited> {
  try {
    return await api.inviteGuests(mid, { attendees });
  } catch (failure) {
    return { failure, attendees };
  }
}

const toNewPoll = ({ kind, question, answers, correct, anonymous, shown }: PreparedPoll) => ({
  kind,
  question,
  answers,
  correct,
  anonymous,
  shown,
});

function initialTime(purpose: Purpose, start: Date | null, timeZone: string): { date: string; time: string } {
  if (purpose.kind === "edit") return start ? wallClockInputs(start, timeZone) : { date: "", time: "" };
  return start ? proposalLike(start, timeZone) : proposal(timeZone);
}

/** Whether they may be left out: a meeting without a time may stay one. */
const mayStayWithoutTime = (purpose: Purpose) => purpose.kind === "edit" && !purpose.of.startsAt;

interface FieldsProps extends Omit<Props, "purpose"> {
  purpose: Purpose;
  /** The polls are shown in the place of the fields, which keep what they have. */
  inPolls: boolean;
  onPolls: (shown: boolean) => void;
}

function Fields({ purpose, inPolls, onPolls, onClose, onDone }: FieldsProps) {
  const { t } = useTranslation("pages");
  const queries = useQueryClient();
  const [initial] = useState(() => initialValues(purpose));
  const [values, setValues] = useState(initial);
  const [checked, setChecked] = useState(false);
  const change = (changed: Partial<Values>) => setValues((before) => ({ ...before, ...changed }));
  const { date, time, timeZone, minutes } = values;
  const zones = useMemo(
    () => [...new Set([initial.timeZone, ownTimeZone(), "UTC", ...Intl.supportedValuesOf("timeZone")])],
    [initial],
  );

  const now = useNow(30_000);
  const startsAt = momentAt(date, time, timeZone);
  const { repetition } = values;
  const initialRule = initial.repetition && toRule(initial.repetition, initial.date);
  const asksForTime = repetition !== null && !(purpose.kind === "edit" && purpose.of.personal);
  const timed = asksForTime && !(mayStayWithoutTime(purpose) && !date && !time);
  const moved = date !== initial.date || time !== initial.time || timeZone !== initial.timeZone;
  // A meeting that has begun may be given another title; only a new time must lie ahead, of a series its later dates.
  const mustLieAhead = (purpose.kind !== "edit" || moved) && !(purpose.kind === "edit" && purpose.of.series);
  const failure = !startsAt ? t("schedule.skipped") : mustLieAhead && startsAt < now ? t("schedule.past") : null;
  // What was changed of single dates is kept as long as the series still has these dates.
  const otherDates = moved || (repetition !== null && toRule(repetition, date) !== (initialRule ?? ""));
  const losesChanges = purpose.kind === "edit" && otherDates ? purpose.of.changedDates : 0;
  const create = useSendOnce(api.createMeeting);
  const save = useMutation({
    mutationFn: async (): Promise<[MeetingSummary, Invited | null]> => {
      const { lobby, audience, anytime, password, seats, addresses, polls } = values;
      // The host changes these in the room too: only what was changed here goes out with an edit.
      const rights = changedRights(initial.audience, audience);
      const live = {
        ...(lobby === initial.lobby ? {} : { lobby }),
        ...(Object.keys(rights).length === 0 ? {} : { audience: rights }),
      };
      const texts = { title: values.title.trim(), description: values.description.trim() };
      const common = { ...texts, anytime, password };
      const when =
        timed && startsAt ? { startsAt: startsAt.toISOString(), durationMinutes: Number(minutes), timeZone } : {};
      const rule = timed ? { recurrence: toRule(repetition, date) } : {};
      if (purpose.kind !== "edit") {
        const made = await create({
          ...common,
          lobby,
          // What an owner cannot allow is not asked for where nobody has changed it.
          audience: changedRights(EVERYTHING, audience),
          ...when,
          ...rule,
          seats: seats === "" ? null : seats,
          ...(purpose.kind === "again" ? { pollsOf: purpose.of.mid } : {}),
          polls: polls.map(toNewPoll),
        });
        return [made, addresses.length > 0 ? await invite(made.mid, addresses) : null];
      }
      const changed = moved || minutes !== initial.minutes;
      const edits = { ...common, ...live, ...(changed ? when : {}), ...rule };
      return [await api.changeMeeting(purpose.of.mid, { ...edits, seats: seats === "" ? null : seats }), null];
    },
    onSuccess: async ([meeting, invited]) => {
      onDone(meeting, invited);
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  useSessionExpiry(save.error);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (timed && (!startsAt || failure || !isComplete(repetition, date))) return;
    save.mutate();
  };

  const first = purpose.kind === "edit" ? purpose.first : purpose.kind === "again" ? "time" : "title";
  const pollsButton = useRef<HTMLButtonElement>(null);
  const wasInPolls = useRef(false);
  useEffect(() => {
    if (wasInPolls.current && !inPolls) pollsButton.current?.focus();
    wasInPolls.current = inPolls;
  }, [inPolls]);
  if (inPolls) {
    return (
      <PollsStep
        mid={purpose.kind === "edit" ? purpose.of.mid : null}
        written={values.polls}
        onChange={(polls) => change({ polls })}
        onBack={() => onPolls(false)}
      />
    );
  }
  return (
    <form className={styles.schedule} onSubmit={submit} noValidate>
      <TextInput
        className={styles.wide}
        label={t("schedule.title")}
        description={t("schedule.titleHint")}
        size="md"
        maxLength={250}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        data-autofocus={first === "title" || undefined}
        dir="auto"
      />
      {asksForTime ? (
        <>
          <TimeFields
            value={values}
            length={initial.minutes}
            errors={{
              date: checked && timed && !date ? t("schedule.missing") : null,
              time: checked && timed ? (time ? date && failure : t("schedule.missing")) : null,
            }}
            focused={first === "time"}
            onChange={change}
          />
          <Select
            label={t("schedule.timeZone")}
            size="md"
            data={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            value={timeZone}
            onChange={(value) => change({ timeZone: value ?? timeZone })}
            searchable
            limit={50}
            nothingFoundMessage={t("schedule.noTimeZone")}
            allowDeselect={false}
          />
          <RepetitionFields
            value={repetition}
            date={date}
            onChange={(changed) => change({ repetition: { ...repetition, ...changed } })}
            checked={checked}
          />
          {purpose.kind === "edit" && purpose.of.series ? (
            <p className={`${styles.wide ?? ""} ${styles.series ?? ""}`}>{t("edit.allDates")}</p>
          ) : null}
          {losesChanges ? (
            <Alert color="yellow" variant="light" role="status" className={styles.wide}>
              {t("dates.lost", { count: losesChanges })}
            </Alert>
          ) : null}
        </>
      ) : repetition === null ? (
        <p className={`${styles.wide ?? ""} ${styles.series ?? ""}`}>{t("edit.series")}</p>
      ) : null}
      {purpose.kind === "edit" ? null : (
        <AddressesInput
          className={styles.wide}
          label={t("schedule.invite")}
          value={values.addresses}
          onChange={(addresses) => change({ addresses })}
        />
      )}
      <Textarea
        className={styles.wide}
        label={t("schedule.description")}
        description={t("schedule.descriptionHint")}
        size="md"
        rows={3}
        resize="vertical"
        maxLength={LONGEST_DESCRIPTION}
        value={values.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        dir="auto"
      />
      <Switch
        className={styles.wide}
        label={t("schedule.lobby")}
        description={t("schedule.lobbyHint")}
        size="md"
        checked={values.lobby}
        onChange={(event) => change({ lobby: event.currentTarget.checked })}
      />
      <Switch
        className={styles.wide}
        label={t("schedule.anytime")}
        description={t("schedule.anytimeHint")}
        size="md"
        checked={values.anytime}
        onChange={(event) => change({ anytime: event.currentTarget.checked })}
      />
      <AudienceFields className={styles.wide} value={values.audience} onChange={(audience) => change({ audience })} />
      <PollsField
        again={purpose.kind === "again"}
        written={values.polls.length}
        button={pollsButton}
        onOpen={() => onPolls(true)}
      />
      <TextInput
        label={t("schedule.password")}
        description={t("schedule.passwordHint")}
        size="md"
        maxLength={LONGEST_PASSWORD}
        autoComplete="off"
        value={values.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
      />
      <NumberInput
        label={t("schedule.seats")}
        description={t("schedule.seatsHint")}
        size="md"
        min={1}
        max={MOST_SEATS}
        allowDecimal={false}
        value={values.seats}
        onChange={(seats) => change({ seats: seats === "" ? "" : Number(seats) })}
      />
      <FormFoot
        error={save.error}
        pending={save.isPending}
        back={t("schedule.back")}
        onBack={onClose}
        confirm={t(purpose.kind === "edit" ? "edit.button" : "schedule.button")}
      />
    </form>
  );
}
