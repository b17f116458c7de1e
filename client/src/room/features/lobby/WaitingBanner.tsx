import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Banner } from "../../notices/Banner";
import { useRoom, useSession, useView, useViewState } from "../../roomContext";
import { admit, selectFirstWaiting, selectWaitingCount } from "./lobby";

/** Who waits, where the list of people does not show it: one can be let in at once, several are shown there. */
export function WaitingBanner() {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const first = useRoom(selectFirstWaiting);
  const more = useRoom(selectWaitingCount) - 1;
  const listed = useViewState(({ openPanel }) => openPanel === "people");
  if (!first || listed) return null;
  if (more < 1) {
    return (
      <Banner text={<bdi>{t("notice.waiting", { name: first.name })}</bdi>}>
        <Button size="xs" onClick={() => admit(session, first.id)}>
          {t("people.admitOne", { name: first.name })}
        </Button>
      </Banner>
    );
  }
  return (
    <Banner text={<bdi>{t("notice.waitingMore", { name: first.name, count: more })}</bdi>}>
      <Button size="xs" onClick={() => view.openPanel("people")}>
        {t("people.viewWaiting")}
      </Button>
    </Banner>
  );
}
