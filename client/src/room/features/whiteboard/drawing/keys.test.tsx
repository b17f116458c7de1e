import { cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { keepKey } from "./keys";

const sketch = { choose: vi.fn(), chooseImages: vi.fn() };
const excalidraw = vi.fn<(key: string) => void>();

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

/** A drawing, and in it Excalidraw, which listens to keys, and a text that is written. */
function draw({ mayWrite = true } = {}) {
  const { getByTestId } = render(
    <div onKeyDownCapture={(event) => keepKey(event, sketch, mayWrite)}>
      <div data-testid="drawing" tabIndex={0} role="presentation" onKeyDown={({ key }) => excalidraw(key)}>
        <textarea data-testid="text" />
      </div>
    </div>,
  );
  return {
    press: (key: string, more: object = {}) => fireEvent.keyDown(getByTestId("drawing"), { key, ...more }),
    type: (key: string) => fireEvent.keyDown(getByTestId("text"), { key }),
  };
}

describe("keys where one draws", () => {
  it.each(["i", "I", "9"])("%s offers to choose images", (key) => {
    const { press } = draw();
    expect(press(key)).toBe(false);
    expect(press(key, { repeat: true })).toBe(false);
    expect(sketch.chooseImages).toHaveBeenCalledTimes(1);
    expect(sketch.choose).not.toHaveBeenCalled();
    expect(excalidraw).not.toHaveBeenCalled();
  });

  it("the digits of other scripts mean what stands there", () => {
    draw().press("٩", { code: "Digit9" });
    expect(sketch.chooseImages).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["p", "pen"],
    ["7", "pen"],
    ["x", "pen"],
    ["T", "text"],
    ["k", "laser"],
  ])("%s chooses a tool", (key, tool) => {
    draw().press(key);
    expect(sketch.choose).toHaveBeenCalledWith(tool);
    expect(excalidraw).not.toHaveBeenCalled();
  });

  it("letters that are written are letters", () => {
    const { type } = draw();
    for (const key of ["i", "9", "p"]) expect(type(key)).toBe(true);
    expect(excalidraw).toHaveBeenCalledTimes(3);
    expect(sketch.chooseImages).not.toHaveBeenCalled();
    expect(sketch.choose).not.toHaveBeenCalled();
  });

  it("mean nothing to those who only look", () => {
    const { press } = draw({ mayWrite: false });
    for (const key of ["i", "9", "p"]) press(key);
    expect(sketch.chooseImages).not.toHaveBeenCalled();
    expect(sketch.choose).not.toHaveBeenCalled();
    expect(excalidraw).not.toHaveBeenCalled();
  });

  it("with Control are the browser's, or those of Excalidraw that are offered here", () => {
    const { press } = draw();
    expect(press("i", { ctrlKey: true })).toBe(true);
    expect(press("9", { ctrlKey: true })).toBe(true);
    expect(excalidraw).not.toHaveBeenCalled();
    press("z", { ctrlKey: true });
    expect(excalidraw).toHaveBeenCalledWith("z");
    expect(sketch.chooseImages).not.toHaveBeenCalled();
  });
});
