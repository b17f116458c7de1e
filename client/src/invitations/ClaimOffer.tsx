import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import { useFailureText } from "../ui/failures";
import styles from "./InvitationPage.module.css";

/** Offers to make the invited address an account: a link comes to that address, whoever sees this page. */
export function ClaimOffer({ token }: { token: string }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const ask = useMutation({ mutationFn: () => api.askForAccount(token) });
  return (
    <aside className={styles.claim}>
      {ask.isSuccess ? (
        <p role="status">{t("claim.sent")}</p>
      ) : (
        <>
          <p>{t("claim.offer")}</p>
          <Button variant="subtle" size="compact-md" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t("claim.ask")}
          </Button>
        </>
      )}
      {ask.error ? (
        <Alert color="red" variant="light" role="alert">
          {failureText(ask.error)}
        </Alert>
      ) : null}
    </aside>
  );
}
