import type { Notice, RoomFeature } from "../../feature";
import type { Person } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { selectPerson, selectYou } from "./selectors";

/** Who comes and goes is only spoken: the stage shows it. A new role of one's own is shown. */
export const notices: RoomFeature["notices"] = {
  personEntered: ({ person: { id, name } }, before) =>
    id === selectYou(before)?.id ? null : { tone: "spoken", text: "notice.entered", values: { name } },
  personLeft: ({ personId, reason }, before) => {
    const name = selectPerson(personId)(before)?.name;
    if (name === undefined || personId === selectYou(before)?.id) return null;
    return { tone: "spoken", text: reason === "lost" ? "notice.lost" : "notice.left", values: { name } };
  },
  personUpdated: ({ person }, before) => (person.id === selectYou(before)?.id ? roleNotice(person, before) : null),
  // Also sent to a person whose role has changed: another role sees other things.
  snapshot: ({ slices }, before) => roleNotice(slices.people.you, before),
};

function roleNotice({ role }: Person, before: RoomState): Notice | null {
  const you = selectYou(before);
  return you && you.role !== role ? { tone: "shown", text: `notice.role_${role}` } : null;
}
