import { useShallow } from "zustand/react/shallow";

import { useRoom } from "../../roomContext";
import { selectNames } from "../people/public";

/** Who is in the room, for fields that ask for somebody. */
export function usePeopleNames(): { id: string; name: string }[] {
  const names = useRoom(useShallow(selectNames));
  return names.map((one) => {
    const [id = "", ...name] = one.split(" ");
    return { id, name: name.join(" ") };
  });
}
