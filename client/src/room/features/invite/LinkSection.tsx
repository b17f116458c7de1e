import { useRoom } from "../../roomContext";
import { CopyLinkButton } from "./CopyLinkButton";
import styles from "./LinkSection.module.css";
import { selectMeetingLink } from "./meetingLink";

/** The meeting's link, at the head of the list of people as long as the meeting lasts. */
export function LinkSection() {
  const link = useRoom(selectMeetingLink);
  if (link === "") return null;
  return (
    <section className={styles.link}>
      <CopyLinkButton link={link} size="sm" variant="default" fullWidth />
    </section>
  );
}
