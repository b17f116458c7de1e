import { Tabs, UnstyledButton } from "@mantine/core";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useStoreWithEqualityFn } from "zustand/traditional";
import { shallow } from "zustand/shallow";

import type { Timeline, TimelineEvent } from "../api/client";
import { formatElapsed } from "../ui/elapsedTime";
import type { MasterClock } from "./masterClock";
import { Notes } from "./Notes";
import { chatOf, countUntil, type Mark, marksOf, nextSpeech, pollsAt } from "./timeline";
import styles from "./TimelinePlayer.module.css";

interface Props {
  timeline: Timeline;
  clock: MasterClock;
}

/** What one can jump to, and what was written, in step. */
export function PlayerSide({ timeline, partUrl, clock }: Props & { partUrl: string }) {
  const { t } = useTranslation("recordings");
  const hasPolls = timeline.events.some(({ kind }) => kind === "poll");
  const hasChat = timeline.events.some(({ kind }) => kind === "chat");
  return (
    <Tabs className={styles.side} defaultValue="contents" keepMounted={false}>
      <Tabs.List className={styles.tabs}>
        <Tabs.Tab value="contents">{t("contents")}</Tabs.Tab>
        {hasChat ? <Tabs.Tab value="chat">{t("chat")}</Tabs.Tab> : null}
        {timeline.notes ? <Tabs.Tab value="notes">{t("notes")}</Tabs.Tab> : null}
        <Tabs.Tab value="people">{t("people")}</Tabs.Tab>
        {hasPolls ? <Tabs.Tab value="polls">{t("polls")}</Tabs.Tab> : null}
      </Tabs.List>
      <Tabs.Panel value="contents" className={styles.list}>
        <Contents timeline={timeline} clock={clock} />
      </Tabs.Panel>
      <Tabs.Panel value="chat" className={styles.list}>
        <Chat timeline={timeline} clock={clock} />
      </Tabs.Panel>
      <Tabs.Panel value="notes" className={styles.list}>
        <Notes url={partUrl + timeline.notes} clock={clock} />
      </Tabs.Panel>
      <Tabs.Panel value="people" className={styles.list}>
        <People timeline={timeline} clock={clock} />
      </Tabs.Panel>
      <Tabs.Panel value="polls" className={styles.list}>
        <Polls timeline={timeline} clock={clock} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Jump({
  at,
  clock,
  current,
  children,
}: {
  at: number;
  clock: MasterClock;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <UnstyledButton className={styles.jump} aria-current={current ? "true" : undefined} onClick={() => clock.seek(at)}>
      <span className={`${styles.at ?? ""} tabular`}>{formatElapsed(at)}</span>
      <span>{children}</span>
    </UnstyledButton>
  );
}

function Contents({ timeline, clock }: Props) {
  const { t } = useTranslation("recordings");
  const marks = useMemo(() => marksOf(timeline), [timeline]);
  const current = useStoreWithEqualityFn(clock.state, ({ time }) => marks.findLast(({ at }) => at <= time) ?? null);
  if (marks.length === 0) return <p className={styles.nothing}>{t("noContents")}</p>;
  const nameOf = ({ kind, title, page }: Mark) => {
    if (kind === "page") return t("pageOf", { title, page });
    if (kind === "hand") return t("handOf", { name: title });
    return kind === "screen" ? t("screenOf", { name: title }) : t("boardOf", { title });
  };
  return (
    <ol>
      {marks.map((mark, number) => (
        <li key={number}>
          <Jump at={mark.at} clock={clock} current={mark === current}>
            {nameOf(mark)}
          </Jump>
        </li>
      ))}
    </ol>
  );
}

/** All messages: what was not yet written then is paler. The last one that was is in sight. */
function Chat({ timeline, clock }: Props) {
  const messages = useMemo(() => chatOf(timeline.events), [timeline]);
  const count = useStore(clock.state, ({ time }) => countUntil(messages, time));
  const names = new Map(timeline.people.map(({ id, name }) => [id, name]));
  const last = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const shown = last.current;
    const list = shown?.closest(`.${styles.list ?? ""}`);
    if (!shown || !list) return undefined;
    // The list alone is scrolled, not the page; again where a phone is turned, which changes the height of each message.
    const observer = new ResizeObserver(() => {
      list.scrollTop = shown.offsetTop + shown.offsetHeight - list.clientHeight;
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [count]);
  return (
    <ol className={styles.chat}>
      {messages.map((message, number) => (
        <li key={number} ref={number === count - 1 ? last : undefined} data-later={number >= count || undefined}>
          <Jump at={message.at} clock={clock} current={number === count - 1}>
            <strong dir="auto">{names.get(message.person) ?? ""}</strong>
            <span className={styles.message} dir="auto">
              {message.text}
            </span>
          </Jump>
        </li>
      ))}
    </ol>
  );
}

function People({ timeline: { people, events }, clock }: Props) {
  const { t } = useTranslation("recordings");
  const jump = (person: string) => {
    const at = nextSpeech(events, person, clock.state.getState().time);
    if (at !== null) clock.seek(at);
  };
  return (
    <ul>
      {people.map(({ id, name }) =>
        nextSpeech(events, id, 0) === null ? (
          <li key={id} className={styles.silent}>
            <bdi>{name}</bdi> · {t("silent")}
          </li>
        ) : (
          <li key={id}>
            <UnstyledButton className={styles.jump} aria-label={t("speaksNext", { name })} onClick={() => jump(id)}>
              <span dir="auto">{name}</span>
              <Speech
                events={events.filter((event) => event.kind === "speaker" && event.person === id)}
                clock={clock}
              />
            </UnstyledButton>
          </li>
        ),
      )}
    </ul>
  );
}

/** When somebody spoke, over the whole length. */
function Speech({ events, clock }: { events: readonly TimelineEvent[]; clock: MasterClock }) {
  const part = (milliseconds: number) => `${(100 * milliseconds) / Math.max(1, clock.duration)}%`;
  return (
    <span className={styles.speech} aria-hidden="true">
      {events.map(({ at, length }) => (
        <span key={at} style={{ insetInlineStart: part(at), width: part(length) }} />
      ))}
    </span>
  );
}

function Polls({ timeline, clock }: Props) {
  const { t } = useTranslation("recordings");
  const polls = useStoreWithEqualityFn(clock.state, ({ time }) => pollsAt(timeline.events, time), shallow);
  return (
    <ul>
      {polls.map(({ item, at, title, answers }) => (
        <li key={item}>
          <Jump at={at} clock={clock}>
            <strong dir="auto">{title}</strong>
          </Jump>
          <ul className={styles.answers}>
            {answers.map(({ text, votes }, number) => (
              <li key={number} dir="auto">
                {text}
                {votes === null ? null : <span>{t("votes", { count: votes })}</span>}
              </li>
            ))}
          </ul>
          {answers.some(({ votes }) => votes === null) ? <p className={styles.nothing}>{t("notPublic")}</p> : null}
        </li>
      ))}
    </ul>
  );
}
