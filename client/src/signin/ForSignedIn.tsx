import { Alert } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

import type { SignedInUser } from "../api/client";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { Page } from "../ui/Page";
import { useSession, useSignedInUser } from "./session";
import { SignInFields } from "./SignInForm";

interface Props {
  /** Of the page on which others sign in: what it is, and why one is asked. */
  icon: Icon;
  heading: string;
  text: string;
  children: (user: SignedInUser) => ReactNode;
}

/** A page for those who are signed in at its center; others sign in first. */
export function ForSignedIn({ icon, heading, text, children }: Props) {
  const failureText = useFailureText();
  const session = useSession();
  const user = useSignedInUser();
  if (user) return <>{children(user)}</>;
  if (user === undefined) return <Page>{null}</Page>;
  return (
    <MessagePage icon={icon} heading={heading} text={session.error ? null : text}>
      {session.error ? <Alert color="red">{failureText(session.error)}</Alert> : <SignInFields />}
    </MessagePage>
  );
}
