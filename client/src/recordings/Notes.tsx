import { Button, Loader, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { Facts } from "../ui/Facts";
import type { MasterClock } from "./masterClock";
import { linesAt, type NotesFile, type NotesLine } from "./notes";
import styles from "./TimelinePlayer.module.css";

/** The notes as they were then, or as they were in the end. */
export function Notes({ url, clock }: { url: string; clock: MasterClock }) {
  const { t } = useTranslation("recordings");
  const [final, setFinal] = useState(false);
  const notes = useQuery({
    queryKey: ["recordedNotes", url],
    queryFn: async () => {
      const reply = await fetch(url);
      if (!reply.ok) throw new Error(`${reply.status}`);
      return (await reply.json()) as NotesFile;
    },
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  const file = notes.data;
  const lines = useStore(clock.state, ({ time }) => (file ? linesAt(file, final ? Infinity : time) : null));
  if (notes.isError)
    return (
      <p className={styles.nothing} role="alert">
        {t("notesFailed")}{" "}
        <Button size="compact-sm" variant="default" onClick={() => void notes.refetch()}>
          {t("retry")}
        </Button>
      </p>
    );
  if (!file || !lines) return <Loader size="sm" m="md" />;
  return (
    <div className={styles.notes}>
      <Switch
        size="sm"
        label={t("notesAtEnd")}
        checked={final}
        onChange={({ currentTarget }) => setFinal(currentTarget.checked)}
      />
      {lines.length === 0 ? <p className={styles.nothing}>{t("noNotes")}</p> : null}
      {lines.map((number, place) => {
        const line = file.lines[number];
        return line ? <Line key={place} line={line} /> : null;
      })}
    </div>
  );
}

function Line({ line: { kind, text, depth = 0, done = false, assignee, due } }: { line: NotesLine }) {
  const { t } = useTranslation("room");
  const part = kind === "agendaItem" || kind === "decision" || kind === "actionItem" ? t(`notes.${kind}`) : null;
  const beside = [assignee ?? "", due ?? ""];
  return (
    <p
      dir="auto"
      className={styles.line}
      data-kind={kind}
      data-done={done || undefined}
      style={{ marginInlineStart: 14 * depth }}
    >
      {part ? <strong>{part}: </strong> : null}
      {text}
      {beside.some(Boolean) ? (
        <span>
          {" ("}
          <Facts facts={beside} between=", " />)
        </span>
      ) : null}
    </p>
  );
}
