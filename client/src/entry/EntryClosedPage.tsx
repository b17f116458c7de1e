import { Button } from "@mantine/core";
import {
  IconArchive,
  IconCalendarOff,
  IconCalendarX,
  IconClockHour4,
  IconFlag,
  type Icon,
  IconLinkOff,
  IconLock,
  IconUserMinus,
  IconUsersGroup,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { EntryCheck } from "../api/client";
import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";
import styles from "../ui/text.module.css";
import { StartCountdown } from "./StartCountdown";

export type ClosedState = Exclude<EntryCheck["state"], "open">;

const ICONS: Record<ClosedState, Icon> = {
  early: IconClockHour4,
  late: IconCalendarX,
  inactive: IconArchive,
  cancelled: IconCalendarOff,
  ended: IconFlag,
  invalid: IconLinkOff,
  full: IconUsersGroup,
  removed: IconUserMinus,
  locked: IconLock,
};

/** The states in which the same link may open later; the caller asks again by itself. */
const MAY_OPEN: readonly ClosedState[] = ["early", "ended", "full", "locked"];

interface Props {
  /** A check whose state is not "open"; an open one shows nothing. */
  check: EntryCheck;
  /** Ask the server again, now. */
  onRetry: () => void;
}

/** A meeting that cannot be entered now: what happened, what is safe, what to do. */
export function EntryClosedPage({ check, onRetry }: Props) {
  const { t } = useTranslation("pages");
  const home = useHome();
  const { state } = check;
  if (state === "open") return null;
  const texts: Record<ClosedState, string | undefined> = {
    early: undefined,
    late: t("entry.late.text"),
    inactive: t("entry.inactive.text"),
    cancelled: t("entry.cancelled.text"),
    ended: t("entry.ended.text"),
    invalid: t("entry.invalid.text"),
    full: t("entry.full.text"),
    removed: t("entry.removed.text"),
    locked: t("entry.locked.text"),
  };
  return (
    <MessagePage icon={ICONS[state]} meeting={check.title} heading={t(`entry.${state}.heading`)} text={texts[state]}>
      {state === "early" ? <StartCountdown check={check} onDue={onRetry} /> : null}
      {MAY_OPEN.includes(state) ? (
        <>
          <Button size="md" variant="default" onClick={onRetry}>
            {t("entry.retry")}
          </Button>
          <p className={styles.hint}>{t("entry.alone")}</p>
        </>
      ) : null}
      {state === "invalid" ? (
        <Button size="md" component={Link} to={home}>
          {t("entry.invalid.other")}
        </Button>
      ) : null}
    </MessagePage>
  );
}
