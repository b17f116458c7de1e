import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { Fragment, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { RoundButton } from "../../ui/RoundButton";
import { type ControlGroup, type ControlPlace, inOrder, partsFor, type RoomFeature } from "../feature";
import { useSession } from "../roomContext";
import { useCompact } from "../view/useCompact";
import styles from "./ControlBar.module.css";
import { ControlPlaceContext } from "./ControlButton";
import { PanelControl } from "./PanelControl";
import { Worded } from "./Worded";

/** Where the link leads that skips the pictures. */
export const CONTROLS_ID = "controls";

/** The few things that one needs, below the stage. */
export function ControlBar() {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const compact = useCompact();
  const controls = useMemo(() => controlsOf(features), [features]);
  const at = (place: ControlPlace, only?: ControlGroup) =>
    controls
      .filter(({ wide = "bar", compact: small = "more" }) => (compact ? small : wide) === place)
      .filter(({ group }) => only === undefined || group === only)
      .map(({ key, control }) => <Fragment key={key}>{control}</Fragment>);
  const more = at("more");
  return (
    <footer id={CONTROLS_ID} tabIndex={-1} className={styles.bar} aria-label={t("controls.label")}>
      <div className={styles.middle}>
        {GROUPS.map((group) => (
          <div key={group} className={styles.group}>
            {at("bar", group)}
            {group === "panels" && more.length > 0 && <More>{more}</More>}
          </div>
        ))}
      </div>
      <div className={styles.end}>
        <ControlPlaceContext value={END}>{at("end")}</ControlPlaceContext>
      </div>
    </footer>
  );
}

const GROUPS: readonly ControlGroup[] = ["devices", "doing", "panels"];

const END = { place: "end", onChosen: () => undefined } as const;

interface PlacedControl {
  key: string;
  order: number;
  control: ReactNode;
  group: ControlGroup;
  wide?: ControlPlace;
  compact?: ControlPlace;
}

/** The controls of all features, those that open panels too, in their order. */
function controlsOf(features: readonly RoomFeature[]): PlacedControl[] {
  const ofPanels = features.flatMap(({ name, panel }): PlacedControl[] =>
    panel ? [{ ...panel, key: name, group: "panels", control: <PanelControl feature={name} panel={panel} /> }] : [],
  );
  const others = partsFor(features, "controls").map(({ Component, group = "doing", ...part }, at): PlacedControl => ({
    ...part,
    group,
    key: String(at),
    control: <Component />,
  }));
  return inOrder([...ofPanels, ...others]);
}

/** The rest of the controls, as a sheet from below. */
function More({ children }: { children: ReactNode }) {
  const { t } = useTranslation("room");
  const [opened, { open, close }] = useDisclosure(false);
  const place = useMemo(() => ({ place: "more", onChosen: close }) as const, [close]);
  return (
    <>
      <Worded word={t("controls.more")}>
        <RoundButton label={t("controls.more")} icon={IconDots} expanded={opened} onClick={open} />
      </Worded>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        classNames={{ content: `${styles.drawer ?? ""} ${styles.content ?? ""}`, header: styles.drawer ?? "" }}
        title={t("controls.more")}
        closeButtonProps={{ "aria-label": t("people.close") }}
      >
        <div className={styles.sheet}>
          <ControlPlaceContext value={place}>{children}</ControlPlaceContext>
        </div>
      </Drawer>
    </>
  );
}
