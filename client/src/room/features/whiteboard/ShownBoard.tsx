import { useRoom } from "../../roomContext";
import { selectShownBoard } from "./boards";
import { BoardView } from "./BoardView";

/** The board that is shown to all. */
export function ShownBoard() {
  const shown = useRoom(selectShownBoard);
  return shown === null ? null : (
    <div style={{ position: "absolute", inset: 0, background: "var(--surface)", zIndex: 1 }}>
      <BoardView id={shown} />
    </div>
  );
}
