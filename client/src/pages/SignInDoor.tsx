import { IconUserCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Door } from "../api";
import { Notice } from "./Notice";
import { SignInFields } from "./SignInForm";

interface Props {
  /** A door for people on a list; `refused` where the one who is signed in is not on it. */
  door: Pick<Door, "refused" | "signedInAs">;
  /** The name of the meeting or recording. */
  name: string;
  onSignedIn: () => void;
}

/** Only people on a list get in: who is it? */
export function SignInDoor({ door, name, onSignedIn }: Props) {
  const { t } = useTranslation("pages");
  const text = door.refused ? t("door.signIn.notOnList", { name: door.signedInAs }) : t("door.signIn.text");
  return (
    <Notice icon={IconUserCheck} meeting={name} heading={t("door.signIn.heading")} text={text}>
      <SignInFields onSignedIn={onSignedIn} />
    </Notice>
  );
}
