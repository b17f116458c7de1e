import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "../../../browser/copyText";
import { usePollTexts } from "../../../polls/usePollTexts";
import type { Poll } from "../../protocol.generated";
import { useRoom, useService, useSession } from "../../roomContext";
import { chatService } from "../chat/public";
import { putIntoNotes } from "../notes/public";
import { selectAnswers, selectRunsPolls } from "./polls";

/** What can be done with results: they are text outside of the poll. */
export function ResultActions({ poll }: { poll: Poll }) {
  const { t } = useTranslation("polls");
  const { resultsOf, formatResults } = usePollTexts();
  const [isWriting, setWriting] = useState(false);
  const session = useSession();
  const chatting = useService(chatService);
  const runs = useRoom(selectRunsPolls);
  const answers = useRoom(selectAnswers(poll.id));
  const { votes, voters } = poll;
  if (votes === null || voters === null) return null;
  const written = poll.kind === "text" ? (answers?.list.map(({ comment }) => comment) ?? []) : [];
  const results = resultsOf(poll, votes, voters, written);
  const copy = async () => {
    const copied = await copyText(formatResults(results));
    session.notify(
      copied ? { tone: "shown", text: "notice.resultsCopied" } : { tone: "warning", text: "notice.resultsNotCopied" },
    );
  };
  const post = async () => {
    const sent = await chatting.postResults(poll.id);
    if (sent) session.notify({ tone: "shown", text: "notice.resultsInChat" });
  };
  const note = async () => {
    // Not by a disabled button, which would lose the focus.
    if (isWriting) return;
    setWriting(true);
    const { question, list, sums } = results;
    const stored = await putIntoNotes(session, { heading: question, list, paragraphs: sums });
    setWriting(false);
    session.notify(
      stored ? { tone: "shown", text: "notice.resultsInNotes" } : { tone: "warning", text: "notice.resultsNotInNotes" },
    );
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void copy()}>
        {t("copy")}
      </Button>
      {runs ? (
        <>
          <Button size="xs" variant="default" onClick={() => void post()}>
            {t("toChat")}
          </Button>
          <Button size="xs" variant="default" aria-busy={isWriting} onClick={() => void note()}>
            {t("toNotes")}
          </Button>
        </>
      ) : null}
    </>
  );
}
