import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Banner } from "../../notices/Banner";
import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectPerson } from "../people/public";
import { answer, rights } from "./rights";

/** Somebody who leads asks this person to unmute; nobody else can do it. */
export function UnmuteBanner() {
  const { t } = useTranslation("room");
  const session = useSession();
  const askedBy = useSlice(rights, ({ askedBy }) => askedBy);
  const name = useRoom((room) => selectPerson(askedBy ?? "")(room)?.name ?? "");
  if (askedBy === null) return null;
  return (
    <Banner text={t("rights.asked", { name })}>
      <Button size="xs" onClick={() => answer(session, true)}>
        {t("rights.unmute")}
      </Button>
      <Button size="xs" variant="default" onClick={() => answer(session, false)}>
        {t("rights.notNow")}
      </Button>
    </Banner>
  );
}
