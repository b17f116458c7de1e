/** The room's page over a connection that a test plays. */

import { MantineProvider } from "@mantine/core";
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

import { startTranslation } from "../locales/i18n";
import type { Snapshot } from "../room/protocol.generated";
import { Room } from "../room/Room";
import type { RoomSession } from "../room/session";
import { newRoomSession } from "./newRoomSession";
import { FakeSocket } from "./fakeSocket";
import { completeRoomWindow } from "./roomWindow";

/** Lets each test of the file begin with a connected session; returns what shows the room with a snapshot of it. */
export function roomOfEachTest(): (snapshot: Snapshot) => void {
  let session: RoomSession;
  beforeEach(async () => {
    completeRoomWindow();
    await startTranslation();
    session = newRoomSession();
    session.start();
    FakeSocket.latest.accept();
  });
  afterEach(() => {
    session.stop();
    cleanup();
    vi.unstubAllGlobals();
  });
  return (snapshot) => {
    FakeSocket.latest.say(snapshot);
    render(
      <MantineProvider env="test">
        <Room session={session} />
      </MantineProvider>,
    );
  };
}
