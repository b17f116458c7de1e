// @vitest-environment node
import { describe, expect, it } from "vitest";

import { person, snapshot } from "../../testing/room";
import { people as peopleSlice } from "../features/people/peopleSlice";
import { selectIdsByEntry, selectSharingIds } from "../features/people/public";
import type { Person } from "../protocol.generated";
import { reduce } from "../store/reduce";
import { EMPTY_ROOM } from "../store/roomState";
import { screenKey, SHOWN_KEY } from "../view/roomView";
import { arrange, inOrderOfPlaces, inSteadyOrder, type Item, type Scene } from "./arrangement";

function scene(people: Person[], change: Partial<Scene> = {}): Scene {
  const [you = person("you")] = people;
  const room = reduce([peopleSlice], EMPTY_ROOM, snapshot({ you, people }), 0);
  return {
    people: selectIdsByEntry(room),
    you: you.id,
    ownHidden: false,
    sharing: new Set(selectSharingIds(room)),
    connected: new Set(),
    screens: new Set(),
    shown: null,
    layout: "grid",
    pinned: null,
    active: null,
    ...change,
  };
}

const keys = (items: Item[]) => items.map(({ key }) => key);
const at = (id: string, minute: number, change: Partial<Person> = {}) =>
  person(id, { enteredAt: `2030-01-01T10:0${minute}:00Z`, ...change });

describe("the grid", () => {
  it("shows those with sound and picture, then the others by time, and you last", () => {
    const people = [at("you", 3), at("late", 5), at("early", 1), at("seen", 9)];
    const { focus, others } = arrange(scene(people, { connected: new Set(["seen"]) }));
    expect(focus).toBeNull();
    expect(keys(others)).toEqual(["seen", "early", "late", "you"]);
  });

  it("has you last on its first page, and before you whoever speaks", () => {
    const people = [at("you", 0), ...Array.from({ length: 8 }, (_, index) => at(`p${index}`, index + 1))];
    const { others } = arrange(scene(people));
    const firstPage = (active: string | null, capacity: number) =>
      keys(inOrderOfPlaces(others, "you", active, capacity)).slice(0, capacity);
    expect(firstPage("p7", 4)).toEqual(["p0", "p1", "p7", "you"]);
    expect(firstPage("p1", 4)).toEqual(["p0", "p1", "p2", "you"]);
    expect(firstPage("you", 4)).toEqual(["p0", "p1", "p2", "you"]);
    expect(firstPage("p7", 1)).toEqual(["p7"]);
    expect(firstPage(null, 9)).toEqual(keys(others));
    expect(keys(inOrderOfPlaces(others, "you", "p7", 4)).sort()).toEqual(keys(others).sort());
  });

  it("shows you nowhere where you do not want to see yourself", () => {
    const people = [at("you", 0), at("ann", 1), at("bob", 2)];
    const { others } = arrange(scene(people, { ownHidden: true, pinned: "you" }));
    expect(keys(others)).toEqual(["ann", "bob"]);
  });
});

describe("of two people", () => {
  const two = [at("you", 0), at("ann", 1)];

  it.each(["grid", "speaker", "presentation"] as const)("the other fills the stage, you float: %s", (layout) => {
    const { focus, others, floating } = arrange(scene(two, { layout }));
    expect([focus?.key, keys(others), floating?.key]).toEqual(["ann", [], "you"]);
  });

  it("you are large where you pinned yourself", () => {
    const { focus, others, floating } = arrange(scene(two, { pinned: "you" }));
    expect([focus?.key, keys(others), floating]).toEqual(["you", ["ann"], null]);
  });

  it("neither floats beside a shared screen", () => {
    const sharing = [at("you", 0), at("ann", 1, { screen: true })];
    const { focus, others, floating } = arrange(scene(sharing, { screens: new Set(["ann"]) }));
    expect([focus?.key, keys(others), floating]).toEqual([screenKey("ann"), ["ann", "you"], null]);
  });

  it("the other is alone in the grid where you are hidden", () => {
    const { focus, others, floating } = arrange(scene(two, { ownHidden: true }));
    expect([focus, keys(others), floating]).toEqual([null, ["ann"], null]);
  });
});

describe("the presentation", () => {
  const sharing = [at("you", 0), at("ann", 1, { screen: true }), at("bob", 2)];
  const view = { layout: "presentation", screens: new Set(["ann"]) } as const;

  it("shows the content and who speaks", () => {
    const { focus, others } = arrange(scene(sharing, { ...view, active: "bob" }));
    expect([focus?.key, keys(others)]).toEqual([screenKey("ann"), ["bob"]]);
  });

  it("without content shows who speaks", () => {
    const { focus, others } = arrange(scene(sharing, { layout: "presentation", active: "bob" }));
    expect([focus?.key, keys(others)]).toEqual(["bob", []]);
  });
});

describe("what is shown to all", () => {
  const sharing = [at("you", 0), at("ann", 1, { screen: true }), at("bob", 2)];
  const screens = new Set(["ann"]);

  it("is large, and nobody floats beside it", () => {
    const { focus, others, floating } = arrange(scene(sharing.slice(0, 2), { shown: "first" }));
    expect([focus?.key, keys(others), floating]).toEqual([SHOWN_KEY, ["ann", "you"], null]);
  });

  it("and a shared screen: the later one is large, the other stands first beside it, unless one is pinned", () => {
    const view = (change: Partial<Scene>) => {
      const { focus, others } = arrange(scene(sharing, { screens, ...change }));
      return [focus?.key, others[0]?.key];
    };
    expect(view({ shown: "first" })).toEqual([SHOWN_KEY, screenKey("ann")]);
    expect(view({ shown: "last" })).toEqual([screenKey("ann"), SHOWN_KEY]);
    expect(view({ shown: "last", pinned: SHOWN_KEY })).toEqual([SHOWN_KEY, screenKey("ann")]);
    expect(view({ shown: null, pinned: SHOWN_KEY })).toEqual([screenKey("ann"), "ann"]);
  });

  it("has in the presentation beside it who speaks, and comes first in the document", () => {
    const { focus, others } = arrange(scene(sharing, { shown: "first", layout: "presentation", active: "bob" }));
    expect([focus?.key, keys(others)]).toEqual([SHOWN_KEY, ["bob"]]);
    const placed = [...others, ...(focus ? [focus] : [])].map((item) => ({ item }));
    expect(inSteadyOrder(placed, ["you", "ann", "bob"]).map(({ item }) => item.key)).toEqual([SHOWN_KEY, "bob"]);
  });
});

describe("large is", () => {
  const sharing = [at("you", 0), at("ann", 1, { screen: true }), at("bob", 2)];
  const remotes = { connected: new Set(["ann", "bob"]), screens: new Set(["ann"]) };

  it("a shared screen", () => {
    const { focus, others } = arrange(scene(sharing, remotes));
    expect(focus?.key).toBe(screenKey("ann"));
    expect(keys(others)).toEqual(["ann", "bob", "you"]);
  });

  it("what is pinned, even before a shared screen", () => {
    const { focus, others } = arrange(scene(sharing, { ...remotes, pinned: "bob" }));
    expect(focus?.key).toBe("bob");
    expect(keys(others)).toEqual([screenKey("ann"), "ann", "you"]);
  });

  it("no screen whose person has stopped, though its stream is still there", () => {
    const stopped = [at("you", 0), at("ann", 1), at("bob", 2)];
    expect(arrange(scene(stopped, remotes)).focus).toBeNull();
  });

  it("in the speaker view whoever speaks, and before that anybody but you", () => {
    expect(arrange(scene(sharing.slice(0, 1), { layout: "speaker" })).focus?.key).toBe("you");
    const quiet = [at("you", 0), at("bob", 2), at("ann", 1)];
    expect(arrange(scene(quiet, { layout: "speaker" })).focus?.key).toBe("ann");
    expect(arrange(scene(quiet, { layout: "speaker", active: "bob" })).focus?.key).toBe("bob");
  });

  it("nobody who has left, pinned or not", () => {
    expect(arrange(scene([at("you", 0)], { pinned: "gone" })).focus).toBeNull();
  });
});
