import { configure } from "@testing-library/dom";

// What is waited for comes at once; only a busy machine takes longer.
configure({ asyncUtilTimeout: 60_000 });

// What browsers have and jsdom lacks. Tests without a document run in Node itself.
if (typeof Element !== "undefined" && !("scrollIntoView" in Element.prototype)) {
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
}
