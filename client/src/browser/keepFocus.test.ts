import { afterEach, beforeEach, expect, it } from "vitest";

import { keepFocus } from "./keepFocus";

let end: () => void;

beforeEach(() => {
  end = keepFocus();
});

afterEach(() => {
  end();
  document.body.innerHTML = "";
});

const show = (html: string) => {
  document.body.innerHTML = html;
};
const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const focused = () => document.activeElement?.id;
/** Changes of the document are told after the task that made them. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

it("goes back to what had the focus, past what is gone or hidden", async () => {
  show(
    '<h1>Room</h1><button id="menu"></button><button id="item"></button><div id="dialog"><button id="ok"></button></div>',
  );
  for (const id of ["menu", "item", "ok"]) find(`#${id}`)?.focus();
  find("#item")?.remove();
  await settle();
  expect(focused()).toBe("ok");
  find("#dialog")?.remove();
  expect(document.activeElement).toBe(document.body);
  await settle();
  expect(focused()).toBe("menu");
});

it("goes to the heading of the next step where all of the one before is gone", async () => {
  show('<main><h1>Preview</h1><button id="join"></button></main>');
  find("#join")?.focus();
  show('<main><h1 id="room">Room</h1><button></button></main>');
  await settle();
  expect(focused()).toBe("room");
  expect(find("#room")?.tabIndex).toBe(-1);
});

it("stays in a dialog that is open", async () => {
  show(
    '<button id="opener"></button><div role="dialog" aria-modal="true"><h2 id="title">Guests</h2><button id="out"></button></div>',
  );
  find("#opener")?.focus();
  find("#out")?.focus();
  find("#out")?.remove();
  await settle();
  expect(focused()).toBe("title");
});

it("leaves the focus alone where somebody has moved it, or nobody had it", async () => {
  show('<h1>Room</h1><button id="one"></button><button id="two"></button>');
  find("#one")?.focus();
  find("#two")?.focus();
  find("#one")?.remove();
  await settle();
  expect(focused()).toBe("two");
  find("#two")?.blur();
  document.body.append(document.createElement("p"));
  await settle();
  expect(document.activeElement).toBe(document.body);
});

it("waits for a step that has to be loaded first", async () => {
  show('<h1>Preview</h1><button id="join"></button>');
  find("#join")?.focus();
  show("<p>nothing yet</p>");
  await settle();
  expect(document.activeElement).toBe(document.body);
  show('<h1 id="room">Room</h1>');
  await settle();
  expect(focused()).toBe("room");
});
