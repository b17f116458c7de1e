import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../../locales/i18n";
import { newRoomSession } from "../../../testing/newRoomSession";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import type { Person, Poll } from "../../protocol.generated";
import { Room } from "../../Room";
import type { RoomSession } from "../../session";
import type { RoomEvent } from "../../wire";
import { countWaiting, polls } from "./polls";

const LUNCH: Poll = {
  id: "lunch",
  kind: "single",
  question: "Lunch?",
  answers: ["Rice", "<b>Soup</b>"],
  anonymous: false,
  shown: "live",
  state: "open",
  openedAt: "2030-01-01T10:00:00Z",
  closedAt: null,
  correct: null,
  voters: 0,
  votes: [0, 0],
  ballot: null,
};

let session: RoomSession;
let seq = 10;
const heard: unknown[] = [];
const server = () => FakeSocket.latest;
const sent = (type: string) => server().sent.filter((command) => command.type === type);
const isSent = (type: string, commands: object[]) => waitFor(() => expect(sent(type)).toMatchObject(commands));
const state = () => polls.of(session.room.getState());
const known = (id = "lunch") => state().polls.get(id);

function enter(list: Poll[], you: Partial<Person> = {}) {
  heard.length = 0;
  session = newRoomSession();
  session.onNotice(({ tone, text, values }) => heard.push([tone, text, values]));
  session.start();
  server().accept();
  const me = person("you", { role: "attendee", ...you });
  const first = snapshot({ you: me, people: [me, person("ann", { name: "Ann" })] });
  server().say({ ...first, slices: { ...first.slices, polls: { polls: list } } });
}

const happens = (event: Record<string, unknown>) =>
  act(() => {
    seq += 1;
    const one = { seq, at: "2030-01-01T10:06:00Z", by: null, ...event } as unknown as RoomEvent;
    server().say({ type: "events", seq, events: [one], peopleTotal: 2 });
  });
const updated = (poll: Partial<Poll>, by: string | null = "ann") =>
  happens({ type: "pollUpdated", by, poll: { ...LUNCH, voters: null, votes: null, ...poll } });

beforeAll(startTranslation);
beforeEach(() => {
  completeRoomWindow();
  seq = 10;
});
afterEach(() => {
  cleanup();
  session.stop();
  vi.unstubAllGlobals();
});

describe("the state", () => {
  it("keeps results, right answers and the own vote where a poll changes otherwise", () => {
    enter([{ ...LUNCH, state: "draft", correct: [1], voters: null, votes: null }], { role: "host" });
    updated({ correct: null });
    expect(known()).toMatchObject({ state: "open", correct: [1], voters: null });
    happens({ type: "pollCounted", pollId: "lunch", voters: 1, votes: [1, 0], correct: null });
    happens({ type: "ballotCast", pollId: "lunch", ballot: { positions: [0], comment: "" } });
    updated({ state: "closed", correct: null });
    expect(known()).toMatchObject({
      state: "closed",
      correct: [1],
      voters: 1,
      votes: [1, 0],
      ballot: { positions: [0] },
    });
  });

  it("forgets a draft that was deleted, and results of what it does not know", () => {
    enter([{ ...LUNCH, state: "draft" }], { role: "host" });
    happens({ type: "pollDeleted", pollId: "lunch" });
    const before = state().polls;
    happens({ type: "pollCounted", pollId: "lunch", voters: 1, votes: [1, 0], correct: null });
    expect(state().polls).toBe(before);
    expect(before.size).toBe(0);
  });

  it("counts what waits for the own vote", () => {
    enter([LUNCH, { ...LUNCH, id: "two", state: "closed" }]);
    expect(countWaiting(session.room.getState())).toBe(1);
    happens({ type: "ballotCast", pollId: "lunch", ballot: { positions: [0], comment: "" } });
    expect(countWaiting(session.room.getState())).toBe(0);
  });

  it("puts pages of answers together, and begins anew with the first", () => {
    enter([LUNCH]);
    const page = (after: number, texts: string[], next: number | null) =>
      act(() =>
        server().say({
          type: "pollAnswers",
          pollId: "lunch",
          after,
          answers: texts.map((comment) => ({ name: null, positions: [], comment })),
          next,
        }),
      );
    const texts = () =>
      state()
        .answers.get("lunch")
        ?.list.map(({ comment }) => comment);
    page(0, ["a", "b"], 2);
    page(2, ["c"], null);
    page(7, ["lost"], null);
    expect(texts()).toEqual(["a", "b", "c"]);
    page(0, ["z"], null);
    expect(texts()).toEqual(["z"]);
  });
});

describe("the notice", () => {
  it("tells of a poll that opens, not to the one who opened it, and of no draft", () => {
    enter([]);
    updated({ id: "draft", state: "draft" });
    updated({ id: "own" }, "you");
    updated({ question: "x".repeat(200) });
    expect(heard).toEqual([["shown", "notice.pollOpened", { question: `${"x".repeat(79)}…` }]]);
    updated({ state: "closed" });
    expect(heard[1]).toEqual(["spoken", "notice.pollClosed", { question: "Lunch?" }]);
  });
});

describe("the panel", () => {
  /** What is in the panel: to look for roles in the whole room takes long. */
  const open = async () => {
    const { container } = render(
      <MantineProvider env="test">
        <Room session={session} />
      </MantineProvider>,
    );
    await waitFor(() => expect(container.querySelectorAll("figure")).toHaveLength(2));
    fireEvent.click(screen.getByLabelText("Polls"));
    await waitFor(() => expect(container.querySelector("aside button, aside article, aside p")).toBeTruthy());
    return within(container.querySelector("aside") as HTMLElement);
  };

  it("of an empty room says so, and lets nobody but runners ask", async () => {
    enter([]);
    const panel = await open();
    expect(await panel.findByText(/No polls yet/)).toBeTruthy();
    expect(panel.queryByRole("button", { name: "New poll" })).toBeNull();
  });

  it("lets a person vote once something is chosen, and marks the own vote", async () => {
    enter([LUNCH]);
    const panel = await open();
    const card = within(await panel.findByRole("article", { name: "Lunch?" }));
    fireEvent.click(card.getByRole("button", { name: "Vote" }));
    expect(card.getByText("Please choose an answer first.")).toBeTruthy();
    fireEvent.click(card.getByRole("radio", { name: "<b>Soup</b>" }));
    fireEvent.click(card.getByRole("button", { name: "Vote" }));
    await isSent("vote", [{ pollId: "lunch", positions: [1], comment: "" }]);
    happens({ type: "ballotCast", pollId: "lunch", ballot: { positions: [1], comment: "" } });
    happens({ type: "pollCounted", pollId: "lunch", voters: 3, votes: [1, 2], correct: null });
    const results = within(card.getByRole("list", { name: "Results" }));
    const [rice, soup] = results.getAllByRole("listitem");
    expect(rice?.textContent).toContain("33% 1 vote");
    expect(soup?.textContent).toContain("67% 2 votes");
    expect(soup?.textContent).toContain("Your answer");
    expect(rice?.textContent).not.toContain("Your answer");
    fireEvent.click(card.getByRole("button", { name: "Change my vote" }));
    expect(document.activeElement).toBe(card.getByRole("radio", { name: "<b>Soup</b>" }));
  });

  it("says of a quiz who was right once it is closed", async () => {
    const quiz: Poll = { ...LUNCH, state: "closed", closedAt: "2030-01-01T10:05:00Z", correct: [0], voters: 1 };
    enter([{ ...quiz, votes: [0, 1], ballot: { positions: [1], comment: "" } }]);
    const panel = await open();
    const card = within(await panel.findByRole("article", { name: "Lunch?" }));
    expect(card.getByText("Your answer was not right.")).toBeTruthy();
    expect(card.getAllByRole("listitem")[0]?.textContent).toContain("Right answer");
  });

  it("tells nothing of an anonymous poll, and lets no vote be changed", async () => {
    const secret: Poll = { ...LUNCH, anonymous: true, shown: "closed", voters: null, votes: null };
    enter([{ ...secret, ballot: { positions: [], comment: "" } }]);
    const panel = await open();
    const card = within(await panel.findByRole("article", { name: "Lunch?" }));
    expect(card.getByText(/cannot be changed/)).toBeTruthy();
    expect(card.queryByRole("button")).toBeNull();
    happens({ type: "pollCounted", pollId: "lunch", voters: 2, votes: null, correct: [] });
    updated({ ...secret, state: "closed" });
    expect(panel.getByText(/Fewer than 3 people/)).toBeTruthy();
  });

  it("makes a poll by the form, which says what is missing", async () => {
    enter([], { role: "host" });
    const panel = await open();
    fireEvent.click(await panel.findByRole("button", { name: "New poll" }));
    fireEvent.click(await panel.findByRole("button", { name: "Start poll" }));
    expect(panel.getByText("Please write what you want to ask.")).toBeTruthy();
    expect(panel.getByText("Please give at least two answers.")).toBeTruthy();
    expect(document.activeElement).toBe(panel.getByRole("textbox", { name: "Question" }));
    fireEvent.change(panel.getByRole("textbox", { name: "Question" }), { target: { value: "Lunch?" } });
    fireEvent.click(panel.getByRole("button", { name: "Yes / No" }));
    fireEvent.click(panel.getByRole("switch", { name: /^Anonymous/ }));
    fireEvent.click(panel.getByRole("button", { name: "Start poll" }));
    await isSent("createPoll", [
      {
        kind: "single",
        question: "Lunch?",
        answers: ["Yes", "No"],
        correct: [],
        anonymous: true,
        shown: "closed",
        open: true,
      },
    ]);
  });

  it("shows a runner who answered what when asked", async () => {
    enter([{ ...LUNCH, voters: 1, votes: [1, 0] }], { role: "presenter" });
    const panel = await open();
    const card = within(await panel.findByRole("article", { name: "Lunch?" }));
    expect(card.getByText("1 of 2 have voted")).toBeTruthy();
    fireEvent.click(card.getByRole("button", { name: "Show who answered what" }));
    await isSent("listPollAnswers", [{ pollId: "lunch", after: 0 }]);
    act(() =>
      server().say({
        type: "pollAnswers",
        pollId: "lunch",
        after: 0,
        answers: [{ name: "Ann", positions: [0], comment: "<i>please</i>" }],
        next: 1,
      }),
    );
    expect(card.getByRole("list", { name: "Answers" }).textContent).toBe("AnnRice – <i>please</i>");
    fireEvent.click(card.getByRole("button", { name: "Show more" }));
    await isSent("listPollAnswers", [{ after: 0 }, { after: 1 }]);
  });

  it("lets a runner put results into the chat and the notes", async () => {
    const results: Partial<Poll> = { voters: 4, votes: [1, 3], state: "closed", closedAt: "2030-01-01T10:05:00Z" };
    enter([{ ...LUNCH, ...results }], { role: "host" });
    const panel = await open();
    fireEvent.click(await panel.findByRole("button", { name: "Put into the chat" }));
    await isSent("postPollResults", [{ pollId: "lunch" }]);
    expect(panel.getByRole("button", { name: "Put into the notes" })).toBeTruthy();
  });

  it("starts, edits and deletes what is prepared", async () => {
    enter([{ ...LUNCH, state: "draft", correct: [0], voters: null, votes: null }], { role: "host" });
    const panel = await open();
    const card = within(await panel.findByRole("article", { name: "Lunch?" }));
    fireEvent.click(card.getByRole("button", { name: "Start poll" }));
    fireEvent.click(card.getByRole("button", { name: "Delete" }));
    await isSent("openPoll", [{ pollId: "lunch" }]);
    await isSent("deletePoll", [{ pollId: "lunch" }]);
    fireEvent.click(card.getByRole("button", { name: "Edit" }));
    expect(panel.getByRole<HTMLInputElement>("checkbox", { name: "Answer 1 is right" }).checked).toBe(true);
    fireEvent.change(panel.getByRole("textbox", { name: "Answer 1" }), { target: { value: "Pasta" } });
    fireEvent.click(panel.getByRole("button", { name: "Save" }));
    await isSent("editPoll", [{ pollId: "lunch", answers: ["Pasta", "<b>Soup</b>"], correct: [0] }]);
  });
});
