import { Button } from "@mantine/core";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import styles from "./PollsField.module.css";

interface Props {
  /** The meeting is made like another one, whose polls it gets too. */
  again: boolean;
  /** How many the form has of a meeting that is not there yet. */
  written: number;
  button: RefObject<HTMLButtonElement | null>;
  onOpen: () => void;
}

/** How many polls are prepared, and the way to them. */
export function PollsField({ again, written, button, onOpen }: Props) {
  const { t } = useTranslation("pages");
  return (
    <div className={styles.field}>
      <div className={styles.text}>
        <p className={styles.label}>{t("schedule.polls")}</p>
        <p className={styles.about}>
          {written > 0 ? t("schedule.pollsPrepared", { count: written }) : t("schedule.pollsHint")}
          {again ? ` ${t("schedule.pollsAgain")}` : null}
        </p>
      </div>
      <Button ref={button} variant="default" size="md" onClick={onOpen}>
        {t("schedule.preparePolls")}
      </Button>
    </div>
  );
}
