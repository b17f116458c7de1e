import { Contributions } from "../../Contributions";
import { useRoom } from "../../roomContext";
import { Moderation } from "./Moderation";
import { PeopleRows } from "./PeopleRows";
import { RemovedList } from "./RemovedList";
import { selectIsModerator } from "./selectors";

/** Everybody, with role and state; and for moderators, what they may do. */
export function PeoplePanel() {
  const moderating = useRoom(selectIsModerator);
  return (
    <>
      <Contributions place="peopleSections" />
      <PeopleRows />
      <RemovedList />
      {moderating && <Moderation />}
    </>
  );
}
