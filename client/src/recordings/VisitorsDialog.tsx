import { Badge, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type ManagedRecording, type RecordingVisitor } from "../api/client";
import { formatElapsed } from "../ui/elapsedTime";
import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import textStyles from "../ui/text.module.css";
import { When } from "../ui/When";
import { WideDialog } from "../ui/WideDialog";
import styles from "./RecordingLists.module.css";

const PAGE = 50;

interface Props {
  recording: ManagedRecording;
  onClose: () => void;
}

/** Who played or downloaded a recording, and when. */
export function VisitorsDialog({ recording, onClose }: Props) {
  const { t } = useTranslation("recordings");
  return (
    <WideDialog title={t("visitorsOf", { title: recording.title })} opened onClose={onClose}>
      <Visitors reid={recording.reid} />
    </WideDialog>
  );
}

function Visitors({ reid }: { reid: string }) {
  const { t } = useTranslation("recordings");
  const list = useInfiniteQuery({
    queryKey: ["recordingVisitors", reid],
    queryFn: ({ pageParam }) => api.recordingVisitors(reid, { after: pageParam, limit: PAGE }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  useSessionExpiry(list.error);
  if (list.isPending) return <Skeleton height={88} radius="lg" />;
  if (!list.data) return <ListFailure list={list} />;
  const visitors = list.data.pages.flatMap((page) => page.visitors);
  if (visitors.length === 0) return <p className={textStyles.about}>{t("visitorsNone")}</p>;
  return (
    <>
      <ul className={styles.list} aria-label={t("visitors")}>
        {visitors.map((one, number) => (
          <VisitorLine key={number} visitor={one} />
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}

function VisitorLine({ visitor }: { visitor: RecordingVisitor }) {
  const { t } = useTranslation("recordings");
  const { name, email, company, userId, startedAt, endedAt, download, address } = visitor;
  const length = endedAt === null ? 0 : Date.parse(endedAt) - Date.parse(startedAt);
  const facts = [email, company, userId, address].filter((fact) => fact !== "" && fact !== name);
  return (
    <li className={styles.line}>
      <div className={styles.who}>
        <bdi>{name || t("visitorUnknown")}</bdi>
        {facts.length > 0 ? (
          <p className={textStyles.about}>
            {facts.map((fact, number) => (
              <span key={fact}>
                {number > 0 ? " · " : null}
                <bdi>{fact}</bdi>
              </span>
            ))}
          </p>
        ) : null}
      </div>
      <div className={`${textStyles.about ?? ""} ${styles.when ?? ""}`}>
        <When startsAt={startedAt} endsAt={null} />
        {length > 0 ? <span className="tabular"> · {formatElapsed(length)}</span> : null}
        {download ? (
          <>
            {" "}
            <Badge variant="light">{t("downloaded")}</Badge>
          </>
        ) : null}
      </div>
    </li>
  );
}
