import { useTranslation } from "react-i18next";

import { useRoom } from "../../roomContext";
import { EMOJI } from "../../../ui/emoji";
import { type Emoji, selectCounts, selectShown } from "./reactions";
import styles from "./Reactions.module.css";

/** Over the picture of a person, for some seconds. */
export function ReactionOnTile({ personId }: { personId: string }) {
  const { t } = useTranslation("room");
  const shown = useRoom(selectShown(personId));
  if (!shown) return null;
  return (
    <span key={shown.number} role="img" aria-label={t(`reactions.${shown.emoji}`)} className={styles.onTile}>
      {EMOJI[shown.emoji]}
    </span>
  );
}

/** How many of each there were in the last ten seconds. */
export function ReactionCounts() {
  const { t } = useTranslation("room");
  const counts = useRoom(selectCounts);
  if (counts === "") return null;
  return (
    <ul className={styles.counts} aria-label={t("reactions.lately")}>
      {counts.split(" ").map((one) => {
        const [kind, count] = one.split(":") as [Emoji, string];
        return (
          <li key={kind}>
            <span role="img" aria-label={t(`reactions.${kind}`)}>
              {EMOJI[kind]}
            </span>{" "}
            <span className="tabular">{count}</span>
          </li>
        );
      })}
    </ul>
  );
}
