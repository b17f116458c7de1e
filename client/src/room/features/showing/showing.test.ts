import { afterEach, expect, it } from "vitest";

import { FakeSocket } from "../../../testing/fakeSocket";
import { newRoomSession } from "../../../testing/newRoomSession";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import type { RoomSession } from "../../session";
import { selectShownPlace } from "./showing";

let session: RoomSession;
afterEach(() => session.stop());

const enter = (shown: string) => {
  const me = person("you");
  const first = snapshot({ you: me, people: [me, person("ann", { screen: true })] });
  const item = { kind: "document", id: shown } as const;
  Object.assign(first.slices, { showing: { open: [{ ...item, page: 1 }], shown: item, turnedBy: null } });
  FakeSocket.latest.say(first);
};
const place = () => selectShownPlace(session.room.getState());

it("what was large beside a shared screen stays so when a line that was lost is back", () => {
  completeRoomWindow();
  session = newRoomSession();
  session.start();
  FakeSocket.latest.accept();
  const me = person("you");
  const first = snapshot({ you: me, people: [me, person("ann")], seq: 10 });
  const item = { kind: "document", id: "plan" } as const;
  Object.assign(first.slices, { showing: { open: [{ ...item, page: 1 }], shown: item, turnedBy: null } });
  FakeSocket.latest.say(first);
  expect(place()).toBe("first");
  const shared = {
    type: "personUpdated",
    seq: 11,
    at: "2030-01-01T10:06:00Z",
    by: null,
    person: person("ann", { screen: true }),
  };
  FakeSocket.latest.say({ type: "events", seq: 11, events: [shared], peopleTotal: 2 } as never);
  expect(place()).toBe("last");
  enter("plan");
  expect(place()).toBe("last");
  enter("another");
  expect(place()).toBe("first");
});
