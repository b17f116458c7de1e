import { useRef } from "react";

import { randomKey } from "../browser/randomKey";

/**
 * Sends what makes something, such that it is made once: the same body, sent again because no answer came or because a
 * button was pressed twice, goes out under the same key, by which the server knows it. Another body, and the next one
 * after an answer, have another key.
 */
export function useSendOnce<Body extends { key?: string }, Made>(
  send: (body: Body) => Promise<Made>,
): (body: Omit<Body, "key">) => Promise<Made> {
  const last = useRef<{ content: string; key: string } | null>(null);
  return async (body) => {
    const content = JSON.stringify(body);
    if (last.current?.content !== content) last.current = { content, key: randomKey() };
    const sent = last.current;
    const made = await send({ ...body, key: sent.key } as Body);
    if (last.current === sent) last.current = null;
    return made;
  };
}
