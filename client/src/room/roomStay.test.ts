import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeLocks } from "../testing/fakeLocks";
import { announceStay, findStay, loadStay, type RoomStay, saveStay } from "./roomStay";

const CODE = "K7QPXABCDE";
const STAY: RoomStay = {
  id: "one",
  token: "of Ann",
  title: "Spring review",
  lang: "en",
  name: "Ann",
  frameOrigins: [],
  microphoneOn: true,
  cameraOn: false,
  beside: false,
};

let locks: FakeLocks;

beforeEach(() => {
  locks = FakeLocks.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  localStorage.clear();
  sessionStorage.clear();
});

/** Another tab of this browser is in the meeting; returns what closes it. */
function otherTab(stay: RoomStay): () => void {
  localStorage.setItem(
    `convener.tabs.${CODE}`,
    JSON.stringify({
      ...(JSON.parse(localStorage.getItem(`convener.tabs.${CODE}`) ?? "{}") as object),
      [stay.id]: stay,
    }),
  );
  locks.lock(`convener.stay.${stay.id}`);
  return () => locks.release(`convener.stay.${stay.id}`);
}

describe("a tab without a stay", () => {
  it("finds none where no tab has one", async () => {
    expect(await findStay(CODE)).toEqual({ here: null, elsewhere: null });
  });

  it("finds the latest of other tabs, and forgets those that are gone", async () => {
    const close = otherTab(STAY);
    otherTab({ ...STAY, id: "two", token: "of Bob", name: "Bob" });
    close();
    expect((await findStay(CODE)).elsewhere).toMatchObject({ id: "two", name: "Bob" });
    expect(localStorage.getItem(`convener.tabs.${CODE}`)).not.toContain("of Ann");
    expect(await findStay("ANOTHER")).toEqual({ here: null, elsewhere: null });
  });

  it("does not mind what others have stored", async () => {
    locks.lock("convener.stay.one");
    for (const stored of ["1", '{"one": 1}', '{"one": {"token": 5}}', "{", "null"]) {
      localStorage.setItem(`convener.tabs.${CODE}`, stored);
      expect(await findStay(CODE)).toEqual({ here: null, elsewhere: null });
    }
  });
});

describe("a tab with a stay", () => {
  beforeEach(() => saveStay(CODE, STAY));

  it("goes on after a reload, also where the page before takes a moment to go", async () => {
    expect(await findStay(CODE)).toEqual({ here: STAY, elsewhere: null });
    const close = otherTab(STAY);
    const found = findStay(CODE);
    close();
    expect(await found).toEqual({ here: STAY, elsewhere: null });
  });

  it("is a copy where the tab that it was made of is still there", async () => {
    vi.useFakeTimers();
    otherTab(STAY);
    const found = findStay(CODE);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await found).toEqual({ here: null, elsewhere: STAY });
  });

  it("asks where the person has gone on in another tab meanwhile, but not where the person wants both", async () => {
    otherTab({ ...STAY, id: "two", beside: true });
    otherTab({ ...STAY, id: "three", token: "of Bob" });
    expect((await findStay(CODE)).here).toEqual(STAY);
    otherTab({ ...STAY, id: "four" });
    expect((await findStay(CODE)).elsewhere).toMatchObject({ id: "four" });
    saveStay(CODE, { ...STAY, beside: true });
    expect((await findStay(CODE)).here).toMatchObject({ id: "one" });
  });

  it("goes on where the browser has no locks, and where storage is blocked there is no stay", async () => {
    otherTab(STAY);
    vi.stubGlobal("navigator", {});
    expect((await findStay(CODE)).here).toEqual(STAY);
    vi.stubGlobal("sessionStorage", undefined);
    vi.stubGlobal("localStorage", undefined);
    saveStay(CODE, STAY);
    expect(loadStay(CODE)).toBeNull();
    expect(await findStay(CODE)).toEqual({ here: null, elsewhere: null });
    announceStay(CODE, STAY)();
  });
});

describe("announcing", () => {
  it("lasts until the stay ends, without a token in a browser whose page was closed", async () => {
    const end = announceStay(CODE, STAY);
    expect((await findStay(CODE)).elsewhere).toEqual(STAY);
    window.dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(localStorage.getItem(`convener.tabs.${CODE}`)).toBeNull();
    window.dispatchEvent(new PageTransitionEvent("pageshow"));
    expect((await findStay(CODE)).elsewhere).toEqual(STAY);
    end();
    expect(await findStay(CODE)).toEqual({ here: null, elsewhere: null });
    expect(localStorage.getItem(`convener.tabs.${CODE}`)).toBeNull();
    expect(await locks.query()).toEqual({ held: [] });
  });
});
