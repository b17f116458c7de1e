import { Alert, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type RecordingEntry } from "../api/client";
import { TimelinePlayer } from "./TimelinePlayer";

/** A recording that was made in the room: what is played when is asked for first. */
export function TimelinePage({ entry }: { entry: RecordingEntry }) {
  const { t } = useTranslation(["recordings", "pages"]);
  const timeline = useQuery({
    queryKey: ["timeline", entry.token],
    queryFn: () => api.timeline(entry),
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  if (timeline.data) return <TimelinePlayer timeline={timeline.data} partUrl={entry.partUrl} />;
  if (!timeline.isError) return <Skeleton height={360} radius="lg" />;
  return (
    <Alert color="red" variant="light" role="alert">
      {t("failed")}
      <Button mt="md" variant="default" display="block" onClick={() => void timeline.refetch()}>
        {t("pages:failure.tryAgain")}
      </Button>
    </Alert>
  );
}
