import { ActionIcon, Alert, Button, Select, Skeleton, Textarea, Tooltip } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Guest, type MeetingSummary } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { isEmail } from "../ui/isEmail";
import { useToast } from "../ui/useToast";
import { AddressesInput } from "./AddressesInput";
import { WideDialog } from "../ui/WideDialog";
import styles from "./GuestsDialog.module.css";

const REFRESH = 15_000;
const LONGEST_NOTE = 4000;

interface Props {
  meeting: MeetingSummary;
  /** What the meeting is called on the screen. */
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** Who is invited to a meeting, what they answered, and a form that invites more. */
export function GuestsDialog({ meeting, title, opened, onClose }: Props) {
  const { t } = useTranslation("pages");
  return (
    <WideDialog title={t("guests.heading", { title })} opened={opened} onClose={onClose}>
      <InviteForm meeting={meeting} />
      <GuestList meeting={meeting} />
    </WideDialog>
  );
}

function InviteForm({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const [addresses, setAddresses] = useState<string[]>([]);
  const [role, setRole] = useState<"attendees" | "presenters">("attendees");
  const [note, setNote] = useState("");
  const invite = useMutation({
    mutationFn: () => api.inviteGuests(meeting.mid, { [role]: addresses, note: note.trim() }),
    onSuccess: async ({ queued, refused }) => {
      setAddresses(refused.map(({ address }) => address));
      if (refused.length === 0) setNote("");
      showToast(t("guests.queued", { count: queued }));
      await queries.invalidateQueries({ queryKey: ["guests", meeting.mid] });
    },
  });
  useSessionExpiry(invite.error);
  const ready = addresses.length > 0 && addresses.every(isEmail);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ready) invite.mutate();
  };
  const refused = invite.data?.refused ?? [];
  return (
    <form className={styles.invite} onSubmit={submit} noValidate>
      <AddressesInput label={t("guests.addresses")} value={addresses} onChange={setAddresses} />
      <Select
        label={t("guests.role")}
        size="md"
        data={(["attendees", "presenters"] as const).map((one) => ({ value: one, label: t(`guests.${one}`) }))}
        value={role}
        onChange={(chosen) => setRole(chosen === "presenters" ? "presenters" : "attendees")}
        allowDeselect={false}
      />
      <Textarea
        label={t("guests.note")}
        size="md"
        rows={2}
        resize="vertical"
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        dir="auto"
      />
      {invite.error ? (
        <Alert color="red" variant="light" role="alert">
          {failureText(invite.error)}
        </Alert>
      ) : null}
      {refused.length > 0 ? (
        <Alert color="red" variant="light" role="alert">
          {t("guests.refused", { addresses: refused.map(({ address }) => address).join(", ") })}
        </Alert>
      ) : null}
      <Button type="submit" size="md" loading={invite.isPending}>
        {t("guests.send", { count: addresses.length })}
      </Button>
    </form>
  );
}

function GuestList({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const list = useInfiniteQuery({
    queryKey: ["guests", meeting.mid],
    queryFn: ({ pageParam }) => api.guests(meeting.mid, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH,
  });
  useSessionExpiry(list.error);
  if (list.isPending) return <Skeleton height={48} mt={16} radius="md" />;
  if (!list.data) return <p role="alert">{failureText(list.error)}</p>;
  const guests = list.data.pages.flatMap((page) => page.guests);
  if (guests.length === 0) return <p className={styles.none}>{t("guests.none")}</p>;
  return (
    <>
      <ul className={styles.guests} aria-label={t("guests.list")}>
        {guests.map((guest) => (
          <GuestRow key={guest.id} meeting={meeting} guest={guest} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("meetings.more")}
        </Button>
      ) : null}
    </>
  );
}

function GuestRow({ meeting, guest }: { meeting: MeetingSummary; guest: Guest }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const called = guest.name || guest.address;
  const remove = useMutation({
    mutationFn: () => api.removeGuest(meeting.mid, guest.id),
    onSuccess: async () => {
      showToast(t("guests.removed", { name: called }));
      await queries.invalidateQueries({ queryKey: ["guests", meeting.mid] });
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(remove.error);
  return (
    <li className={styles.guest}>
      <div className={styles.who}>
        <bdi className={styles.name}>{called}</bdi>
        {guest.name && guest.address ? <bdi className={styles.address}>{guest.address}</bdi> : null}
      </div>
      <span className={styles.state} data-answer={guest.answer ?? guest.mail ?? "none"}>
        {guest.role === "attendee" ? null : <span>{t("guests.presenter")}</span>}
        <span>{t(`guests.state.${stateOf(guest)}`)}</span>
      </span>
      <Tooltip label={t("guests.remove", { name: called })}>
        <ActionIcon
          size={44}
          aria-label={t("guests.remove", { name: called })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconUserMinus size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function stateOf({ answer, mail }: Guest) {
  return answer ?? mail ?? "none";
}
