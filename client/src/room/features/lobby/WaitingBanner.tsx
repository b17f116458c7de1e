import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Banner } from "../../notices/Banner";
import { useRoom, useSession } from "../../roomContext";
import { admit, selectFirstWaiting } from "./lobby";

export function WaitingBanner() {
  const { t } = useTranslation("room");
  const session = useSession();
  const first = useRoom(selectFirstWaiting);
  if (!first) return null;
  return (
    <Banner text={<bdi>{t("notice.waiting", { name: first.name })}</bdi>}>
      <Button size="xs" onClick={() => admit(session, first.id)}>
        {t("people.admitOne", { name: first.name })}
      </Button>
    </Banner>
  );
}
