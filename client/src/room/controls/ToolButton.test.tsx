import { MantineProvider } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { completeRoomWindow } from "../../testing/roomWindow";
import { ToolButton } from "./ToolButton";

beforeEach(completeRoomWindow);
afterEach(cleanup);

it("keeps the focus when it can do nothing any more, and does nothing then", () => {
  const undo = vi.fn();
  const button = (disabled: boolean) => (
    <MantineProvider env="test">
      <ToolButton label="Undo" icon={IconArrowBackUp} disabled={disabled} onClick={undo} />
    </MantineProvider>
  );
  const { rerender } = render(button(false));
  const found = screen.getByRole("button", { name: "Undo" });
  found.focus();
  rerender(button(true));
  expect(document.activeElement).toBe(found);
  expect(found.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(found);
  expect(undo).not.toHaveBeenCalled();
});
