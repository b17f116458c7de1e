import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../../locales/i18n";
import { FakeUpload } from "../../../testing/fakeUpload";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import { defineFeature, type PageOverlayProps } from "../../feature";
import { LocalMedia } from "../../media/local";
import type { OpenItem, Person } from "../../protocol.generated";
import { registerFeatures, roomFeatures } from "../../registry";
import { Room } from "../../Room";
import { RoomSession } from "../../session";
import type { RoomEvent } from "../../wire";
import { content, lookAt, type MeetingDocument } from "./content";

const AT = "2030-01-01T10:06:00Z";

const PLAN: MeetingDocument = {
  id: "plan",
  title: "Plan",
  uploadName: "Plan.pdf",
  kind: "pdf",
  size: 1_234_567,
  createdAt: AT,
  state: "ready",
  problem: "",
  pages: 3,
  done: 3,
};

const pageOf = (number: number) => ({
  number,
  pictures: [1600, 800, 320].map((width) => ({ width, height: width / 2, url: `/${String(number)}/${String(width)}` })),
  text: `Text ${String(number)}`,
  links: [
    { x: 0.5, y: 0.5, width: 0.1, height: 0.1, url: "https://example.org/", page: null },
    { x: 0.1, y: 0.1, width: 0.1, height: 0.1, url: "", page: 3 },
  ],
});

let session: RoomSession;
const overlays: PageOverlayProps[] = [];
const marker = defineFeature({
  name: "marker",
  pageOverlays: [
    {
      order: 1,
      Component: (props: PageOverlayProps) => {
        overlays.push(props);
        return <i>Mark on page {props.pageNumber}</i>;
      },
    },
  ],
});

const server = () => FakeSocket.latest;
const state = () => content.of(session.room.getState());
const sent = (type: string) => server().sent.filter((one) => one.type === type);

function enter(
  you: Partial<Person> = {},
  documents = [PLAN],
  open: OpenItem[] = [{ kind: "document", id: "plan", page: 1 }],
) {
  session = new RoomSession({
    token: "secret",
    title: "Spring review",
    local: new LocalMedia(),
    features: registerFeatures([...roomFeatures, marker]),
    onClosed: () => undefined,
  });
  session.start();
  server().accept();
  const me = person("you", you);
  const first = snapshot({ you: me, people: [me, person("ann", { name: "Ann", role: "host" })] });
  Object.assign(first.slices, {
    content: { documents, all: me.role !== "attendee", attendeesDownload: false },
    showing: { open, shown: open[0] ? { kind: "document", id: open[0].id } : null, turnedBy: "ann" },
  });
  server().say(first);
}

type WithoutHead<Event> = Event extends unknown ? Omit<Event, "seq" | "at" | "by"> : never;
const happens = (seq: number, event: WithoutHead<RoomEvent>, by = "ann") =>
  act(() => {
    server().say({ type: "events", seq, events: [{ ...event, seq, at: AT, by }], peopleTotal: 2 });
  });
const turned = (seq: number, page: number) =>
  happens(seq, { type: "pageTurned", item: { kind: "document", id: "plan", page } });

async function open() {
  render(
    <MantineProvider env="test">
      <Room session={session} />
    </MantineProvider>,
  );
  const asked = await waitFor(() => {
    const [one] = sent("getPages");
    expect(one).toMatchObject({ documentId: "plan", first: 1 });
    return one;
  });
  act(() => {
    server().say({ type: "documentPages", documentId: "plan", first: 1, pages: [1, 2, 3].map(pageOf) });
    server().say({ type: "done", ref: Number(asked?.ref) });
  });
}

const sees = (page: number) => screen.findByRole("img", { name: `Plan, page ${String(page)}` });

beforeAll(startTranslation);
beforeEach(() => {
  completeRoomWindow();
  overlays.length = 0;
  HTMLImageElement.prototype.decode = () => Promise.resolve();
});
afterEach(() => {
  cleanup();
  session.stop();
  vi.unstubAllGlobals();
});

describe("an attendee", () => {
  it("follows, looks ahead alone, and comes back to the presenter", async () => {
    enter({ role: "attendee" });
    await open();
    await sees(1);
    turned(11, 2);
    await sees(2);
    fireEvent.click(screen.getByRole("button", { name: "Next page" }));
    await sees(3);
    turned(12, 1);
    await sees(3);
    fireEvent.click(screen.getByRole("button", { name: "Back to the presenter (page 1)" }));
    await sees(1);
    expect(sent("turnPage")).toEqual([]);
    expect(screen.queryByRole("button", { name: "More about the document" })).toBeNull();
  });

  it("goes on with all where the presenter comes by", async () => {
    enter({ role: "attendee" });
    await open();
    act(() => lookAt(session, "plan", 3));
    await screen.findByRole("button", { name: /Back to the presenter/ });
    turned(11, 3);
    await sees(3);
    expect(state().looking).toBeNull();
    turned(12, 2);
    await sees(2);
  });

  it("forgets what is closed", async () => {
    enter({ role: "attendee" });
    await open();
    await sees(1);
    happens(11, { type: "showingChanged", open: [], shown: null, turnedBy: "ann" });
    expect(screen.queryByRole("region", { name: "Plan" })).toBeNull();
    expect(state().documents.size).toBe(0);
  });
});

describe("a presenter", () => {
  it("turns for all, at once, by buttons, keys and links of the page", async () => {
    enter({ role: "presenter" });
    await open();
    await sees(1);
    fireEvent.click(screen.getByRole("button", { name: "Next page" }));
    await sees(2);
    fireEvent.keyDown(document.body, { key: "ArrowRight" });
    await sees(3);
    fireEvent.keyDown(document.body, { key: "PageUp" });
    await sees(2);
    fireEvent.click(screen.getByRole("button", { name: "Link to page 3" }));
    await sees(3);
    expect(sent("turnPage")).toMatchObject([{ page: 2 }, { page: 3 }, { page: 2 }, { page: 3 }]);
    expect(screen.getByRole("link", { name: "https://example.org/" }).getAttribute("rel")).toContain("noopener");
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Number of the page" }), { key: "ArrowLeft" });
    expect(sent("turnPage")).toHaveLength(4);
  });

  it("goes back to the page of all where the server refuses", async () => {
    enter({ role: "presenter" });
    await open();
    await sees(1);
    fireEvent.click(screen.getByRole("button", { name: "Next page" }));
    await sees(2);
    const [command] = sent("turnPage");
    act(() => server().say({ type: "refused", ref: Number(command?.ref), error: "bad_value", message: "No." }));
    await sees(1);
  });

  it("stops showing", async () => {
    enter({ role: "presenter" });
    await open();
    await sees(1);
    fireEvent.click(screen.getByRole("button", { name: "More about the document" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Stop showing" }));
    await waitFor(() => expect(sent("stopShowing")).toHaveLength(1));
  });
});

it("features draw over the page that is seen, whose size in units is always the same", async () => {
  enter({ role: "attendee" });
  await open();
  await screen.findByText("Mark on page 1");
  expect(overlays.at(-1)).toMatchObject({ documentId: "plan", pageNumber: 1, width: 960, height: 480 });
  expect(overlays.at(-1)?.scale).toBeGreaterThan(0);
  turned(11, 2);
  await screen.findByText("Mark on page 2");
});

it("a page that is not made yet is said to be so, and the page before is not taken for it", async () => {
  enter({ role: "attendee" }, [{ ...PLAN, state: "converting", done: 1 }]);
  await open();
  await sees(1);
  turned(11, 3);
  await screen.findByText("The pages are being prepared…");
  expect(screen.queryByRole("img", { name: /^Plan, page/ })).toBeNull();
  happens(12, { type: "documentUpdated", document: PLAN });
  act(() => server().say({ type: "documentPages", documentId: "plan", first: 1, pages: [1, 2, 3].map(pageOf) }));
  await sees(3);
});

it("a page that is lost says so", async () => {
  enter({ role: "attendee" }, [{ ...PLAN, state: "converting", done: 1 }]);
  await open();
  act(() =>
    server().say({ type: "documentPages", documentId: "plan", first: 1, pages: [{ ...pageOf(1), pictures: [] }] }),
  );
  await screen.findByText("This page cannot be shown");
});

describe("the panel", () => {
  it("lists the newest first, says how far pages are and what went wrong", async () => {
    const broken: MeetingDocument = { ...PLAN, id: "broken", title: "Broken", state: "failed", problem: "password" };
    const making: MeetingDocument = { ...PLAN, id: "making", title: "Making", state: "converting", pages: 20, done: 5 };
    enter({ role: "host" }, [PLAN, broken, making], []);
    render(
      <MantineProvider env="test">
        <Room session={session} />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Content" }));
    const list = within(await screen.findByRole("list", { name: "Content" }));
    expect(list.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "Making5 of 20 pages readyShow",
      "BrokenThe file is protected by a password. Add one without a password.",
      "Plan3 pages · 1.2 MBShow",
    ]);
    fireEvent.click(list.getByRole("button", { name: "Show Plan" }));
    await waitFor(() => expect(sent("showItem")).toMatchObject([{ kind: "document", itemId: "plan", page: null }]));
  });
});

describe("a file that is dropped", () => {
  const drop = () =>
    fireEvent.drop(document.body, { dataTransfer: { types: ["Files"], files: [new File(["x"], "Plan.pdf")] } });

  // What draws listens at the document too, and refuses all files there.
  const refuse = (event: Event) => event.preventDefault();
  afterEach(() => document.removeEventListener("drop", refuse));

  it("is brought by a presenter, also while something is drawn", async () => {
    vi.stubGlobal("XMLHttpRequest", FakeUpload);
    enter({ role: "presenter" });
    await open();
    document.addEventListener("drop", refuse);
    drop();
    await waitFor(() => expect(FakeUpload.latest.url.searchParams.get("name")).toBe("Plan.pdf"));
  });

  it("is refused where an attendee drops it", async () => {
    enter({ role: "attendee" });
    await open();
    expect(drop()).toBe(false);
  });
});
