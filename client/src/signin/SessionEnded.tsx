import { Button, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { FocusEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { SignedInUser } from "../api/client";
import { useHome } from "../ui/Page";
import styles from "./SessionEnded.module.css";
import { forgetSession, useSessionEnded } from "./session";
import { SignInFields } from "./SignInForm";

/** Mantine's mark for what has the focus and takes Escape for itself: else the form below closes with all that was typed. */
const MARK = "data-mantine-stop-propagation";
const KEEPS_ESCAPE = { [MARK]: "true" };
const keepEscape = (event: FocusEvent) => event.target.setAttribute(MARK, "true");

/** Over a page whose session has ended: signs in again, and the page goes on as it was. */
export function SessionEnded({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("account");
  const ended = useSessionEnded();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const home = useHome();
  const leave = () => {
    void navigate(home);
    forgetSession(queries);
  };
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      title={t("ended.heading")}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      zIndex={400}
      attributes={{ header: { role: "presentation" }, content: KEEPS_ESCAPE }}
    >
      <div className={styles.content} onFocusCapture={keepEscape}>
        <p className={styles.text}>{t("ended.text")}</p>
        <SignInFields center={user.center} userId={user.userId} />
        <Button variant="subtle" color="gray" fullWidth onClick={leave}>
          {t("ended.leave")}
        </Button>
      </div>
    </Modal>
  );
}
