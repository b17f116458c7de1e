/** Messages as rows: where a day begins, who goes on writing, where the new ones begin. Pure. */

import type { ChatMessage } from "../../protocol.generated";

export interface MessageRowModel {
  message: ChatMessage;
  /** It goes on after the message before: of the same person, to the same, soon after. */
  follows: boolean;
  /** A day begins with it. */
  day: boolean;
  /** The first one of this run of the meeting, after some of earlier runs. */
  runBegins: boolean;
  /** The first one that is new. */
  isNew: boolean;
}

/** Milliseconds after which the name and the time are said again. */
const PAUSE = 5 * 60_000;

export function rowsOf(messages: readonly ChatMessage[], lineAt: number | null, yourId: string | null) {
  let drawn = false;
  return messages.map((message, at): MessageRowModel => {
    const before = messages[at - 1];
    const day = !before || dayOf(before) !== dayOf(message);
    const runBegins = before !== undefined && before.earlier && !message.earlier;
    const isNew = !drawn && lineAt !== null && message.number > lineAt && message.personId !== yourId;
    drawn ||= isNew;
    const follows = !day && !runBegins && !isNew && goesOn(before, message);
    return { message, follows, day, runBegins, isNew };
  });
}

const dayOf = ({ sentAt }: ChatMessage) => new Date(sentAt).toDateString();

function goesOn(before: ChatMessage, message: ChatMessage): boolean {
  return (
    before.personId === message.personId &&
    before.audience === message.audience &&
    before.recipient?.id === message.recipient?.id &&
    Date.parse(message.sentAt) - Date.parse(before.sentAt) < PAUSE
  );
}
