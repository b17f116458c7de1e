import { beforeEach, expect, it } from "vitest";

import { RoomView } from "./roomView";

beforeEach(() => localStorage.clear());

it("the next meeting looks as this one does", () => {
  const view = new RoomView();
  view.setLayout("presentation");
  view.setStrip("below");
  view.setOwnHidden(true);
  view.setOwnCorner("topStart");
  view.openPanel("chat");
  expect(new RoomView().state.getState()).toMatchObject({
    layout: "presentation",
    strip: "below",
    ownHidden: true,
    ownCorner: "topStart",
    openPanel: "chat",
    pinned: null,
  });
});

it("on a phone no panel opens by itself, and what was open elsewhere stays remembered", () => {
  new RoomView().openPanel("people");
  const phone = new RoomView({ compact: true });
  expect(phone.state.getState().openPanel).toBeNull();
  phone.setLayout("speaker");
  expect(new RoomView().state.getState().openPanel).toBe("people");
});

it("a panel that was closed stays closed", () => {
  const view = new RoomView();
  view.togglePanel("people");
  expect(view.panelWasAskedFor).toBe(true);
  view.togglePanel("people");
  expect(new RoomView().state.getState().openPanel).toBeNull();
});

it("what two tabs change is remembered of both", () => {
  const [one, other] = [new RoomView(), new RoomView()];
  one.setLayout("speaker");
  other.setDark(false);
  expect(new RoomView().state.getState()).toMatchObject({ layout: "speaker", dark: false });
});

it("what is stored and makes no sense is not taken", () => {
  const stored = { layout: "circle", strip: 3, ownHidden: "yes", ownCorner: "middle", openPanel: {}, dark: null };
  localStorage.setItem("convener.view", JSON.stringify(stored));
  expect(new RoomView().state.getState()).toMatchObject({
    layout: "grid",
    strip: "right",
    ownHidden: false,
    ownCorner: "bottomEnd",
    openPanel: null,
    dark: true,
  });
});

it("another layout ends what is pinned", () => {
  const view = new RoomView();
  view.pin("ann");
  view.setLayout("grid");
  expect(view.state.getState().pinned).toBeNull();
});
