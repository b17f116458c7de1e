import { Button } from "@mantine/core";
import { IconBrowserShare } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { ensureCsrfToken } from "../api/client";
import { applyMeetingLanguage } from "../locales/i18n";
import type { RoomStay } from "../room/roomStay";
import { MessagePage } from "../ui/MessagePage";
import { checkEntry, type EntryTarget } from "./entryTarget";

interface Props {
  target: EntryTarget;
  /** The stay in the other tab. */
  stay: RoomStay;
  /** Goes on in this tab; the other one is told. */
  onMove: () => void;
  /** Enters in this tab as well, as the same person. */
  onBeside: () => void;
  /** Enters as another person. */
  onOther: () => void;
}

/** The person is in this meeting already, in another tab of this browser: which one counts? */
export function OtherTabPage({ target, stay, onMove, onBeside, onOther }: Props) {
  const { t } = useTranslation("pages");
  const { key, fields } = target;
  useEffect(() => void applyMeetingLanguage(stay.lang), [stay.lang]);
  // By a personal link, and signed in, a person is the same in every tab.
  const check = useQuery({
    queryKey: ["entryCheck", key, "another person"],
    queryFn: async () => {
      await ensureCsrfToken();
      return checkEntry(target, fields);
    },
    enabled: !key.link,
    gcTime: 0,
  });
  const known = check.data?.state === "open" && check.data.needs.length === 0 && fields.name === "";
  return (
    <MessagePage
      icon={IconBrowserShare}
      meeting={stay.title}
      heading={t("entry.elsewhere.heading")}
      text={stay.name ? t("entry.elsewhere.as", { name: stay.name }) : t("entry.elsewhere.text")}
    >
      <Button size="md" onClick={onMove}>
        {t("entry.elsewhere.move")}
      </Button>
      {key.link || known ? (
        <Button size="md" variant="default" onClick={onBeside}>
          {t("entry.elsewhere.beside")}
        </Button>
      ) : null}
      {check.isFetched && !known ? (
        <Button size="md" variant="default" onClick={onOther}>
          {t("entry.elsewhere.other")}
        </Button>
      ) : null}
    </MessagePage>
  );
}
