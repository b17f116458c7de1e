import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RoomNotice, RoomSession } from "../session";

/** Shows notices in passing, and lets screen readers read those that are not shown. */
export function Notices({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const [spoken, setSpoken] = useState("");
  const take = useCallback(
    (notice: RoomNotice) => {
      const show = (message: string, color: "accent" | "red" = "accent") =>
        notifications.show({ message, color, autoClose: 6_000, withBorder: true });
      switch (notice.kind) {
        case "entered":
        case "left":
        case "lost":
          setSpoken(t(`notice.${notice.kind}`, { name: notice.name }));
          return;
        case "waiting":
          // The banner above the stage shows it, and stays until somebody has decided.
          setSpoken(t("notice.waiting", { name: notice.waiting.name }));
          return;
        case "hand":
        case "mutedBy":
          show(t(`notice.${notice.kind}`, { name: notice.name }));
          return;
        case "role":
          show(t(`notice.role_${notice.role}`));
          return;
        case "slotRegained":
          show(t("notice.place"));
          return;
        case "refused":
          show(t("notice.refused", { message: notice.message }), "red");
          return;
        case "offline":
          show(t("notice.offline"), "red");
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
