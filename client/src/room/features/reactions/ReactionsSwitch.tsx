import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { allowReactions, reactions } from "./reactions";

/** The host switches reactions off and on, for all. */
export function ReactionsSwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const allowed = useSlice(reactions, ({ allowed }) => allowed);
  if (!hosting) return null;
  return (
    <Switch
      label={t("controls.reactions")}
      description={t("reactions.switchHint")}
      checked={allowed}
      onChange={({ currentTarget }) => allowReactions(session, currentTarget.checked)}
    />
  );
}
