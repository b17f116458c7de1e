// @vitest-environment node
import { describe, expect, it } from "vitest";

import { person, snapshot } from "../../testing/room";
import { people as peopleSlice } from "../features/people/peopleSlice";
import { selectIdsByEntry, selectSharingIds } from "../features/people/public";
import type { Person } from "../protocol.generated";
import { reduce } from "../store/reduce";
import { EMPTY_ROOM } from "../store/roomState";
import { arrange, type Item, type Scene, screenKey, speakerOnFirstPage } from "./arrangement";

function scene(people: Person[], change: Partial<Scene> = {}): Scene {
  const [you = person("you")] = people;
  const room = reduce([peopleSlice], EMPTY_ROOM, snapshot({ you, people }), 0);
  return {
    people: selectIdsByEntry(room),
    you: you.id,
    sharing: new Set(selectSharingIds(room)),
    connected: new Set(),
    screens: new Set(),
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
  it("shows you, then those with sound and picture, then by time", () => {
    const people = [at("you", 3), at("late", 5), at("early", 1), at("seen", 9)];
    const { focus, others } = arrange(scene(people, { connected: new Set(["seen"]) }));
    expect(focus).toBeNull();
    expect(keys(others)).toEqual(["you", "seen", "early", "late"]);
  });

  it("has whoever speaks on its first page", () => {
    const people = Array.from({ length: 9 }, (_, index) => at(`p${index}`, index));
    const { others } = arrange(scene(people));
    expect(keys(speakerOnFirstPage(others, "p7", 4)).slice(0, 4)).toEqual(["p0", "p1", "p2", "p7"]);
    expect(speakerOnFirstPage(others, "p2", 4)).toBe(others);
    expect(speakerOnFirstPage(others, null, 4)).toBe(others);
  });
});

describe("large is", () => {
  const sharing = [at("you", 0), at("ann", 1, { screen: true }), at("bob", 2)];
  const remotes = { connected: new Set(["ann", "bob"]), screens: new Set(["ann"]) };

  it("a shared screen", () => {
    const { focus, others } = arrange(scene(sharing, remotes));
    expect(focus?.key).toBe(screenKey("ann"));
    expect(keys(others)).toEqual(["you", "ann", "bob"]);
  });

  it("what is pinned, even before a shared screen", () => {
    const { focus, others } = arrange(scene(sharing, { ...remotes, pinned: "bob" }));
    expect(focus?.key).toBe("bob");
    expect(keys(others)).toEqual([screenKey("ann"), "you", "ann"]);
  });

  it("no screen whose person has stopped, though its stream is still there", () => {
    const stopped = [at("you", 0), at("ann", 1)];
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
