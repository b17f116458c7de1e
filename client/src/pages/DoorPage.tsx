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

import type { Door } from "../api";
import { EarlyDoor } from "./EarlyDoor";
import { Notice } from "./Notice";
import { useHome } from "./Page";
import styles from "./pages.module.css";

export type ClosedState = Exclude<Door["state"], "open">;

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
  /** A door whose state is not "open"; an open one shows nothing. */
  door: Door;
  /** Ask the server again, now. */
  onRetry: () => void;
}

/** What stands behind a link that does not open now: what happened, what is safe, what to do. */
export function DoorPage({ door, onRetry }: Props) {
  const { t } = useTranslation("pages");
  const home = useHome();
  const { state } = door;
  if (state === "open") return null;
  const texts: Record<ClosedState, string | undefined> = {
    early: undefined,
    late: t("door.late.text"),
    inactive: t("door.inactive.text"),
    cancelled: t("door.cancelled.text"),
    ended: t("door.ended.text"),
    invalid: t("door.invalid.text"),
    full: t("door.full.text"),
    removed: t("door.removed.text"),
    locked: t("door.locked.text"),
  };
  return (
    <Notice icon={ICONS[state]} meeting={door.title} heading={t(`door.${state}.heading`)} text={texts[state]}>
      {state === "early" ? <EarlyDoor door={door} onDue={onRetry} /> : null}
      {MAY_OPEN.includes(state) ? (
        <>
          <Button size="md" variant="default" onClick={onRetry}>
            {t("door.retry")}
          </Button>
          <p className={styles.hint}>{t("door.alone")}</p>
        </>
      ) : null}
      {state === "invalid" ? (
        <Button size="md" component={Link} to={home}>
          {t("door.invalid.other")}
        </Button>
      ) : null}
    </Notice>
  );
}
