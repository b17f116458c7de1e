import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { useRoom, useSession } from "../roomContext";
import { Banner } from "./Banner";

/** What goes on with the connection to the server, while it is not there. */
export function ConnectionBanner() {
  const { t } = useTranslation("room");
  const status = useStore(useSession().status);
  const phase = useRoom(({ phase }) => phase);
  if (status === "reconnecting") return <Banner text={t("line.reconnecting")} />;
  return status === "connecting" && phase === "connecting" ? <Banner text={t("line.connecting")} /> : null;
}
