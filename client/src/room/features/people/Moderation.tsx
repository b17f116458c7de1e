import { Collapse, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { partsFor } from "../../feature";
import { useSession } from "../../roomContext";
import styles from "./PeoplePanel.module.css";

/** What concerns everybody, for those who lead: what is needed at once, and switches, which are folded. */
export function Moderation() {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const [open, { toggle }] = useDisclosure(false);
  const parts = partsFor(features, "moderation");
  return (
    <section className={styles.moderation}>
      {parts.map(({ atHand, Component }, at) => atHand && <Component key={at} />)}
      <div>
        <UnstyledButton className={styles.fold} aria-expanded={open} onClick={toggle}>
          {t("people.options")}
          <IconChevronDown size={18} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
        <Collapse expanded={open}>
          <div className={styles.options}>
            {parts.map(({ atHand, Component }, at) => !atHand && <Component key={at} />)}
          </div>
        </Collapse>
      </div>
    </section>
  );
}
