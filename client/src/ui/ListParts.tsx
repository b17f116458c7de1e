import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useFailureText } from "./failures";
import styles from "./lists.module.css";

interface FailureProps {
  list: { error: unknown; isFetching: boolean; refetch: () => unknown };
}

/** A list that did not come. */
export function ListFailure({ list }: FailureProps) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  return (
    <div className={styles.empty} role="alert">
      <p>{failureText(list.error)}</p>
      <Button variant="default" size="md" loading={list.isFetching} onClick={() => void list.refetch()}>
        {t("failure.tryAgain")}
      </Button>
    </div>
  );
}

interface MoreProps {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Below a list of which there is more. */
export function ShowMore({ list }: MoreProps) {
  const { t } = useTranslation("pages");
  if (!list.hasNextPage) return null;
  return (
    <div className={styles.more}>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t("meetings.more")}
      </Button>
    </div>
  );
}
