import { useTranslation } from "react-i18next";

import { When } from "../ui/When";
import styles from "./Library.module.css";
import { type MeetingFilter, useMeetingTitle } from "./meetingOf";
import type { Shelved } from "./shelf";

interface Props {
  item: Shelved;
  onMeeting: (meeting: MeetingFilter) => void;
}

/** Where something is, whose it is, who may use it, and since when it is there. */
export function PlaceLine({ item, onMeeting }: Props) {
  const { t } = useTranslation("library");
  const meeting = useMeetingTitle(item);
  const mid = item.meeting;
  return (
    <>
      {mid === null ? null : (
        <>
          <span className={styles.together}>
            <button
              type="button"
              className={styles.meeting}
              aria-label={t(item.what === "board" ? "boards.showMeeting" : "showMeeting", { meeting })}
              title={meeting}
              onClick={() => onMeeting({ mid, title: meeting })}
            >
              <bdi>{meeting}</bdi>
            </button>
            {" ·"}
          </span>{" "}
        </>
      )}
      {item.folder ? (
        <>
          <bdi>{item.folder}</bdi>
          {" · "}
        </>
      ) : null}
      <bdi>{item.owner}</bdi>
      {" · "}
      {item.audience === "owner" ? null : (
        <>
          {item.audience === "center" ? t("forCenter") : t("forGroup", { group: item.group ?? "" })}
          {" · "}
        </>
      )}
      <When startsAt={item.createdAt} endsAt={null} />
    </>
  );
}
