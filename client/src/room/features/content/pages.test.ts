import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeSocket } from "../../../testing/fakeSocket";
import { newRoomSession } from "../../../testing/newRoomSession";
import { snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import { PageRequests } from "./pageRequests";
import { useDrawnPage } from "./pictures";
import { loadPages } from "./public";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

it("pages that could not be asked for are asked for again after pauses, while somebody wants them", async () => {
  completeRoomWindow();
  const session = newRoomSession();
  session.start();
  const server = FakeSocket.latest;
  server.accept();
  server.say(snapshot());
  const requests = new PageRequests(session);
  const asked = () => server.sent.filter(({ type }) => type === "getPages");
  const refuse = () => {
    server.say({ type: "refused", ref: Number(asked().at(-1)?.ref), error: "too_many_requests", message: "No." });
    return after(0);
  };
  const [release, releaseOther] = [requests.want("plan", 12), requests.want("plan", 14)];
  requests.want("plan", 1, true)();
  await after(0);
  expect(asked()).toMatchObject([
    { first: 11, most: 10 },
    { first: 1, most: 1 },
  ]);
  server.say({ type: "refused", ref: Number(asked()[0]?.ref), error: "too_many_requests", message: "No." });
  await after(0);
  await after(999);
  expect(asked()).toHaveLength(2);
  await after(1);
  expect(asked()).toHaveLength(3);
  await refuse();
  release();
  await after(2_000);
  expect(asked()).toHaveLength(4);
  await refuse();
  releaseOther();
  await after(5_000);
  expect(asked()).toHaveLength(4);
  requests.want("plan", 12);
  await after(0);
  expect(asked()).toHaveLength(5);
  requests.stop();
  session.stop();
});

it("the pages of a document are asked for while they are waited for, one page alone", async () => {
  completeRoomWindow();
  const session = newRoomSession();
  session.start();
  const server = FakeSocket.latest;
  server.accept();
  const first = snapshot();
  const document = {
    id: "plan",
    title: "Plan",
    uploadName: "Plan.pdf",
    kind: "pdf",
    size: 1,
    createdAt: "2030-01-01T10:00:00Z",
  };
  const documents = [{ ...document, state: "ready", problem: "", pages: 12, done: 12 }];
  Object.assign(first.slices, { content: { documents, all: false, attendeesDownload: true } });
  server.say(first);
  const asked = () => server.sent.filter(({ type }) => type === "getPages");
  const one = loadPages(session, "plan", 12);
  await after(0);
  const pages = [{ number: 12, pictures: [], text: "", links: [] }];
  server.say({ type: "documentPages", documentId: "plan", first: 12, pages });
  server.say({ type: "done", ref: Number(asked()[0]?.ref) });
  expect((await one).map(({ number }) => number)).toEqual([12]);
  expect(asked()).toMatchObject([{ first: 12, most: 1 }]);
  const failing = expect(loadPages(session, "plan")).rejects.toThrow("did not come");
  await after(0);
  expect(asked().slice(1)).toMatchObject([{ first: 1, most: 10 }]);
  await after(30_000);
  await failing;
  server.say({ type: "refused", ref: Number(asked()[1]?.ref), error: "too_many_requests", message: "No." });
  await after(120_000);
  expect(asked()).toHaveLength(2);
  session.stop();
});

it("a picture that cannot be loaded is asked for at once, then after pauses that grow", async () => {
  const answers: (() => Promise<void>)[] = [];
  HTMLImageElement.prototype.decode = () => answers.shift()?.() ?? Promise.reject(new Error("404"));
  const page = { number: 1, pictures: [{ width: 800, height: 400, url: "/1" }], text: "", links: [], at: 0 };
  const onFailure = vi.fn();
  const drawing = renderHook(({ of }) => useDrawnPage(of, 400, onFailure), { initialProps: { of: page } });
  await after(0);
  expect(onFailure).toHaveBeenCalledTimes(1);
  for (const [times, pause] of [
    [2, 1_000],
    [3, 2_000],
    [4, 4_000],
  ] as const) {
    drawing.rerender({ of: { ...page } });
    await after(pause - 1);
    expect(onFailure).toHaveBeenCalledTimes(times - 1);
    await after(1);
    expect(onFailure).toHaveBeenCalledTimes(times);
  }
  answers.push(() => Promise.resolve());
  drawing.rerender({ of: { ...page } });
  await after(0);
  expect(drawing.result.current?.url).toBe("/1");
  expect(onFailure).toHaveBeenCalledTimes(4);
});
