/** A page of the client, and the person in front of it. */

import { cleanup, screen } from "@testing-library/react";
import { type UserEvent, userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, vi } from "vitest";

interface TestedPage {
  /** The person: another one in each test. */
  readonly user: UserEvent;
  /** Presses the button of this name as soon as it is there. */
  click: (name: string) => Promise<void>;
  /** Writes into the field with this label as soon as it is there. */
  type: (label: string, text: string) => Promise<void>;
  /** Opens the menu of a meeting and chooses from it. */
  choose: (meeting: string, action: string) => Promise<void>;
}

/** Lets each test of the file begin with a new person, and end without the page and the server that it had. */
export function pageOfEachTest(): TestedPage {
  let user = userEvent.setup();
  beforeEach(() => {
    user = userEvent.setup();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  const click = async (name: string) => user.click(await screen.findByRole("button", { name }));
  return {
    get user() {
      return user;
    },
    click,
    type: async (label, text) => user.type(await screen.findByLabelText(label), text),
    choose: async (meeting, action) => {
      await click(`What to do with “${meeting}”`);
      await user.click(await screen.findByRole("menuitem", { name: action }));
    },
  };
}
