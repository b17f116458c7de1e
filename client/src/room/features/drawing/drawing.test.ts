import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { SessionAtWork } from "../../../testing/sessionAtWork";
import { askForDrawnPages, selectIsDrawn, selectIsKnown } from "./drawing";

let work: SessionAtWork;

beforeEach(async () => {
  work = await SessionAtWork.start();
  await work.enter();
});
afterEach(() => work.end());

const room = () => work.session.room.getState();
const drawn = (...pages: number[]) => pages.filter((page) => selectIsDrawn("talk", page)(room()));

describe("the pages on which somebody has drawn", () => {
  it("are those that the server has told of when it was asked, and those that come", async () => {
    askForDrawnPages(work.session, "talk");
    expect(work.sent("listDrawnPages")).toMatchObject([{ documentId: "talk" }]);
    // It may come before the answer, which was given before it.
    await work.happens({ type: "pageDrawn", documentId: "talk", page: 3 });
    expect(selectIsKnown("talk")(room())).toBe(false);
    work.server.say({ type: "drawnPages", documentId: "talk", pages: [1] });
    await work.happens({ type: "pageDrawn", documentId: "talk", page: 2 });
    await work.happens({ type: "pageDrawn", documentId: "other", page: 4 });
    expect(selectIsKnown("talk")(room())).toBe(true);
    expect(drawn(1, 2, 3, 4)).toEqual([1, 2, 3]);
  });

  it("are asked for again after a snapshot, which does not tell what was missed", async () => {
    work.server.say({ type: "drawnPages", documentId: "talk", pages: [1] });
    await work.enter();
    expect(selectIsKnown("talk")(room())).toBe(false);
    expect(drawn(1)).toEqual([1]);
  });
});
