import { Button, Skeleton } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { PreparedPoll } from "../api/client";
import { PollsEditor } from "./PollsEditor";
import styles from "./PollsStep.module.css";
import { PreparedPolls } from "./PreparedPolls";

interface Props {
  /** Null while the meeting is not there yet. */
  mid: string | null;
  /** Those of a meeting that is not there yet. */
  written: readonly PreparedPoll[];
  onChange: (written: PreparedPoll[]) => void;
  onBack: () => void;
}

/** The polls of the meeting of a form, which come and go with it while the meeting is not there yet. */
export function PollsStep({ mid, written, onChange, onBack }: Props) {
  const { t } = useTranslation("pages");
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className={styles.step}>
      <Button
        ref={back}
        variant="subtle"
        className={styles.back ?? ""}
        leftSection={<IconArrowLeft size={18} stroke={1.75} aria-hidden className={styles.arrow} />}
        onClick={onBack}
      >
        {t("schedule.backToMeeting")}
      </Button>
      <Suspense fallback={<Skeleton height={96} radius="md" />}>
        {mid !== null ? (
          <PreparedPolls mid={mid} />
        ) : (
          <PollsEditor
            polls={written}
            onSave={(question, id) => {
              const known = written.map((one) => (one.id === id ? { ...question, id } : one));
              onChange(id === null ? [...written, { ...question, id: nextId(written) }] : known);
              return Promise.resolve(true);
            }}
            onDelete={(id) => onChange(written.filter((one) => one.id !== id))}
            onOrder={(ids) => onChange(ids.flatMap((id) => written.filter((one) => one.id === id)))}
          />
        )}
      </Suspense>
    </div>
  );
}

/** What no other one is called. */
const nextId = (written: readonly PreparedPoll[]) => String(Math.max(0, ...written.map(({ id }) => Number(id))) + 1);
