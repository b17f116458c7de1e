import { IconUsers } from "@tabler/icons-react";

import { defineFeature } from "../../feature";
import { countNews } from "./news";
import { makeHostDialog } from "./MakeHostDialog";
import { notices } from "./notices";
import { people } from "./peopleSlice";
import { PeoplePanel } from "./PeoplePanel";
import { PeopleButton, PeopleCount } from "./PeopleTopBar";
import { RemoveAction, RoleActions } from "./PersonActions";
import { removeDialog } from "./RemoveDialog";
import { selectPeopleTotal } from "./selectors";

export default defineFeature({
  name: "people",
  slice: people,
  notices,
  panel: {
    order: 50,
    label: "controls.people",
    icon: IconUsers,
    heading: "people.heading",
    count: selectPeopleTotal,
    badge: countNews,
    shortcut: { key: "P", meaning: "help.people", order: 40 },
    tabGroup: "conversation",
    // On a phone the button is in the line above.
    compact: null,
    Component: PeoplePanel,
  },
  topBar: [
    { order: 30, side: "start", Component: PeopleCount },
    { order: 10, side: "end", Component: PeopleButton },
  ],
  personActions: [
    { order: 30, Component: RoleActions },
    { order: 40, Component: RemoveAction },
  ],
  dialogs: [makeHostDialog, removeDialog],
});
