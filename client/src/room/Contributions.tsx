import { type ComponentType, memo } from "react";

import { type DocumentActionProps, type PageOverlayProps, partsFor } from "./feature";
import type { Person } from "./protocol.generated";
import { useSession } from "./roomContext";

type Props =
  | { place: "banners" | "documentControls" | "peopleSections" | "settings" | "stageOverlays" }
  | { place: "personMarks" | "personActions"; person: Person }
  | { place: "tileOverlays"; personId: string }
  | ({ place: "documentActions" } & DocumentActionProps)
  | ({ place: "pageOverlays" } & PageOverlayProps);

/** What the features give to a place of the room. Not drawn again because what is around it is. */
export const Contributions = memo(function Contributions({ place, ...props }: Props) {
  const { features } = useSession();
  const parts = partsFor(features, place) as readonly { Component: ComponentType<typeof props> }[];
  return parts.map(({ Component }, at) => <Component key={at} {...props} />);
});
