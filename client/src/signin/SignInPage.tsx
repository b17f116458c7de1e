import { IconUserCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { EntryCheck } from "../api/client";
import { MessagePage } from "../ui/MessagePage";
import { SignInFields } from "./SignInForm";

interface Props {
  /** The check of an access list; `refused` where the signed-in user is not on it. */
  check: Pick<EntryCheck, "refused" | "signedInAs">;
  /** The name of the meeting or recording. */
  name: string;
  onSignedIn: () => void;
}

/** Only users on a list may enter: asks the caller to sign in. */
export function SignInPage({ check, name, onSignedIn }: Props) {
  const { t } = useTranslation("pages");
  const text = check.refused ? t("entry.signIn.notOnList", { name: check.signedInAs }) : t("entry.signIn.text");
  return (
    <MessagePage icon={IconUserCheck} meeting={name} heading={t("entry.signIn.heading")} text={text}>
      <SignInFields onSignedIn={onSignedIn} />
    </MessagePage>
  );
}
