import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { readEntryFields } from "./entryFields";
import { entryUrlTarget } from "./entryTarget";
import { decodeOnce, readFields, withoutPassword } from "./entryUrl";

beforeEach(() => {
  sessionStorage.clear();
});

afterEach(() => {
  window.history.replaceState(null, "", "/");
});

describe("decoding", () => {
  it.each([
    ["5%7E.%7EtS%60p2", "5~.~tS`p2"],
    ["50%2525", "50%25"],
    ["100%", "100%"],
    ["%zz%4", "%zz%4"],
    ["a+b", "a+b"],
    ["Zo%C3%A9", "Zoé"],
    ["Zo%E9", "Zoé"],
    ["%EF%BB%BFx", "\uFEFFx"],
    ["é", "é"],
    ["", ""],
  ])("%s is %s", (encoded, text) => {
    expect(decodeOnce(encoded)).toBe(text);
  });

  it("gives back whatever was percent-encoded", () => {
    const everything = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join("");
    expect(decodeOnce(encodeURIComponent(everything))).toBe(everything);
  });
});

describe("fields", () => {
  it("reads what an entry URL says; a plus is a space in names of people and companies alone", () => {
    const fields = readEntryFields(
      "?id=K7&pw=a%2Bb+c%26&cn=Zo%C3%A9+%C3%85&company=Ma+%26+Pa&email=a+b@example.org&extra1=x+y",
    );
    expect(fields).toEqual({
      password: "a+b+c&",
      name: "Zoé Å",
      email: "a+b@example.org",
      company: "Ma & Pa",
      extra1: "x+y",
      extra2: "",
      extra3: "",
    });
  });

  it("does not mind the case of their names, counts the first of two, and takes none for many", () => {
    const fields = readFields("?ID=one&id=two&&=x&empty&a=b=c");
    expect([...fields]).toEqual([
      ["id", "one"],
      ["empty", ""],
      ["a", "b=c"],
    ]);
  });

  it.each([
    ["?id=K7&pw=secret&cn=Zo%C3%A9", "?id=K7&cn=Zo%C3%A9"],
    ["?PW=secret&id=a+b", "?id=a+b"],
    ["?%70w=secret", ""],
    ["?id=1", "?id=1"],
    ["", ""],
  ])("%s without its password is %s", (search, rest) => {
    expect(withoutPassword(search)).toBe(rest);
  });
});

describe("the way in", () => {
  it.each([
    ["attend", "", "attend"],
    ["present", "", "present"],
    ["join", "&role=present", "present"],
    ["webjoin", "&role=Present", "present"],
    ["join", "", "attend"],
    ["join", "&role=host", "attend"],
    ["attend", "&role=present", "attend"],
  ] as const)("%s%s leads to the side %s", (path, role, side) => {
    expect(entryUrlTarget("Acme", path, `?id=K7${role}`).key).toEqual({ entry: { center: "Acme", id: "K7", side } });
  });

  it("takes the password out of the address bar and knows it after a reload", () => {
    window.history.replaceState({ idx: 3 }, "", "/cc/acme/attend?id=K7&pw=s%26cret&cn=Zo%C3%A9#x");
    const target = entryUrlTarget("acme", "attend", window.location.search);
    expect(target.fields.password).toBe("s&cret");
    expect(window.location.pathname + window.location.search + window.location.hash).toBe(
      "/cc/acme/attend?id=K7&cn=Zo%C3%A9#x",
    );
    expect(window.history.state).toEqual({ idx: 3 });
    const again = entryUrlTarget("ACME", "attend", window.location.search);
    expect(again.fields).toEqual({ ...target.fields });
    expect(entryUrlTarget("acme", "present", "?id=K7").fields.password).toBe("");
  });
});
