// @vitest-environment node
import { describe, expect, it } from "vitest";

import { person } from "../../../testing/room";
import { findPeople, sortPeople } from "./peopleList";

describe("the people list", () => {
  it("shows raised hands in their order, then you, then by role and name", () => {
    const people = [
      person("d", { name: "Émile" }),
      person("c", { name: "Zoë", role: "presenter" }),
      person("second", { hand: "2030-01-01T10:02:00Z" }),
      person("you", { name: "Xaver" }),
      person("first", { hand: "2030-01-01T10:01:00Z" }),
      person("b", { name: "Frank" }),
      person("a", { name: "Ann", role: "host" }),
    ];
    expect(sortPeople(people, "you").map(({ id }) => id)).toEqual(["first", "second", "you", "a", "c", "d", "b"]);
  });

  it("is searched without regard to accents and capitals", () => {
    const people = [person("a", { name: "Émile Zola" }), person("b", { name: "Bob" })];
    expect(findPeople(people, " emile").map(({ id }) => id)).toEqual(["a"]);
    expect(findPeople(people, "")).toHaveLength(2);
  });
});
