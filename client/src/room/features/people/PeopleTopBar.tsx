import { UnstyledButton } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { TopBarFact } from "../../controls/TopBarFact";
import { useRoom, useSession, useView, useViewState } from "../../roomContext";
import { useCompact } from "../../view/useCompact";
import styles from "./PeopleTopBar.module.css";
import { countNews } from "./news";
import { selectPeopleTotal } from "./selectors";

/** How many are inside. */
export function PeopleCount() {
  const { t } = useTranslation("room");
  const count = useRoom(selectPeopleTotal);
  if (useCompact()) return null;
  return (
    <TopBarFact title={t("top.count", { count })}>
      <IconUsers size={16} stroke={1.75} aria-hidden="true" />
      <span aria-hidden="true" className="tabular">
        {count}
      </span>
      <span className="visually-hidden">{t("top.count", { count })}</span>
    </TopBarFact>
  );
}

/** On a phone the number of people is the button that shows them. */
export function PeopleButton() {
  return useCompact() ? <CompactPeopleButton /> : null;
}

function CompactPeopleButton() {
  const { t } = useTranslation("room");
  const view = useView();
  const { features } = useSession();
  const count = useRoom(selectPeopleTotal);
  const news = useRoom((room) => countNews(room, features));
  const open = useViewState(({ openPanel }) => openPanel === "people");
  return (
    <UnstyledButton
      className={styles.people}
      aria-label={t("controls.people")}
      aria-expanded={open}
      data-waiting={news > 0 || undefined}
      onClick={() => view.togglePanel("people")}
    >
      <IconUsers size={20} stroke={1.75} aria-hidden="true" />
      <span className="tabular">{count}</span>
    </UnstyledButton>
  );
}
