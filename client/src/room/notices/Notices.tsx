import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Notice } from "../feature";
import { useSession } from "../roomContext";

/** Shows notices in passing, and lets screen readers read those that are not shown. */
export function Notices() {
  const session = useSession();
  const { t } = useTranslation("room");
  const [spoken, setSpoken] = useState("");
  const take = useCallback(
    ({ tone, text, values }: Notice) => {
      const message = t(text, values ?? {});
      if (tone === "spoken") setSpoken(message);
      else {
        const color = tone === "warning" ? "red" : "accent";
        const closeButtonProps = { "aria-label": t("people.close") };
        notifications.show({ message, color, autoClose: 6_000, withBorder: true, closeButtonProps });
      }
    },
    [t],
  );
  useEffect(() => session.onNotice(take), [session, take]);
  useEffect(() => () => notifications.clean(), []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  );
}
