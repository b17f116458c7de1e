import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Banner } from "../../notices/Banner";
import { useRoom, useSession, useView, useViewState } from "../../roomContext";
import { admit, selectFirstWaiting, selectWaitingCount } from "./lobby";

/** Who waits: one person can be let in at once, several are shown in the list of people. */
export function WaitingBanner() {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const first = useRoom(selectFirstWaiting);
  const more = useRoom(selectWaitingCount) - 1;
  const listed = useViewState(({ openPanel }) => openPanel === "people");
  if (!first) return null;
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
      {listed ? null : (
        <Button size="xs" onClick={() => view.togglePanel("people")}>
          {t("people.viewWaiting")}
        </Button>
      )}
    </Banner>
  );
}
