/**
 * What a feature of the room is: a folder of `features/` whose `index` exports one of these. It adds to the room what it
 * is made of; the room itself knows no feature by name.
 */

import type { Icon } from "@tabler/icons-react";
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import type { StoreApi } from "zustand/vanilla";

import type { CommandBody, ConnectionStatus } from "./connection";
import type { LocalMedia } from "./media/local";
import type { Enter, Item, Person } from "./protocol.generated";
import type { RoomState } from "./store/roomState";
import type { Slice } from "./store/slice";
import type { Dialog } from "./view/dialog";
import type { RoomView } from "./view/roomView";
import type { Incoming, IncomingOf } from "./wire";

/** The key of a text of `room.json`. */
export type TextKey = ParseKeys;

/** One stay in a meeting, as features see it. */
export interface Session {
  readonly room: StoreApi<RoomState>;
  readonly status: StoreApi<ConnectionStatus>;
  /** The title of the meeting as it was on entering. */
  readonly title: string;
  /** What opens the room as this participant. */
  readonly token: string;
  /** The devices of this browser, which ran before the room was entered. */
  readonly local: LocalMedia;
  readonly features: readonly RoomFeature[];
  /**
   * Carries out a command; where the connection is lost it waits for its return. Every command may be sent twice: it has
   * one result. Where it fails the person gets a notice. True where it was carried out.
   */
  send(command: CommandBody): Promise<boolean>;
  /** Sends without waiting for an answer; false where there is no connection. */
  post(command: CommandBody): boolean;
  notify(notice: Notice): void;
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Leaves the meeting in all tabs of this person. */
  leave(): Promise<void>;
  /** What the feature of this name runs; ask for it by {@link ServiceDefinition.of}. */
  serviceOf(feature: string): FeatureService | undefined;
}

/** Something that a participant is told in passing: shown for some seconds, or only read by screen readers. */
export interface Notice {
  tone: "spoken" | "shown" | "warning";
  text: TextKey;
  values?: Record<string, string | number>;
  /** One about the same takes its place: what it said is over. */
  about?: string;
}

/** What a feature runs for as long as the session lasts. */
export interface FeatureService {
  /** The connection is about to be made. */
  start?(): void;
  stop?(): void;
  /** What the feature adds to the first command of each connection. */
  hello?(): Partial<Omit<Enter, "type" | "ref">>;
}

export interface ServiceDefinition<Service extends FeatureService> {
  /** The feature's name. */
  name: string;
  create(session: Session): Service;
  of(session: Session): Service;
}

export function defineService<Service extends FeatureService>(
  name: string,
  create: (session: Session) => Service,
): ServiceDefinition<Service> {
  const of = (session: Session) => {
    const service = session.serviceOf(name);
    if (!service) throw new Error(`The room has no feature ${name}.`);
    return service as Service;
  };
  return { name, create, of };
}

interface Ordered {
  /** Smaller is earlier. */
  order: number;
}

/** A key that does something wherever one is in the room, but not in a text field or a dialog. */
export interface Shortcut extends Ordered {
  /** One capital letter, or "?". */
  key: string;
  /** For the list of keys. */
  meaning: TextKey;
  press: (session: Session, view: RoomView) => void;
}

/** `bar`: in the middle of the bar; `more`: behind "More"; `end`: at the end of the bar; null: nowhere. */
export type ControlPlace = "bar" | "more" | "end" | null;

/** Which group of the bar: the own devices; what one does; what opens beside the stage. */
export type ControlGroup = "devices" | "doing" | "panels";

/** Something to press: a component that draws a `ControlButton`, or nothing at the moment. */
export interface ControlContribution extends Ordered {
  Component: ComponentType;
  /** `doing` where it is not said. */
  group?: ControlGroup;
  /** On wide screens; `bar` where it is not said. */
  wide?: ControlPlace;
  /** On phones; `more` where it is not said. */
  compact?: ControlPlace;
}

/** What opens beside the stage, and the control that opens it. */
export interface PanelContribution extends Ordered {
  /** Of the control. */
  label: TextKey;
  icon: Icon;
  /** Above the panel. */
  heading: TextKey;
  /** A number beside the heading. */
  count?: (room: RoomState) => number;
  /** A number on the control: what is new. */
  badge?: (room: RoomState, features: readonly RoomFeature[]) => number;
  /** Who has this panel; everybody where it is not said. */
  visible?: (room: RoomState) => boolean;
  shortcut?: Pick<Shortcut, "key" | "meaning" | "order">;
  /** Panels that say the same word here belong together: they are tabs beside each other. */
  tabGroup?: string;
  wide?: ControlPlace;
  compact?: ControlPlace;
  /** May be lazy (`React.lazy`): it is loaded when the panel is opened first. */
  Component: ComponentType;
}

interface Contribution<Props = object> extends Ordered {
  Component: ComponentType<Props>;
}

/** How the items of one kind that can be shown to all are drawn: each kind of items (a document) has one. */
export interface ShownViewContribution extends Contribution<ShownViewProps> {
  kind: Item["kind"];
  /** What one of this kind is called: "Document". */
  label: TextKey;
  icon: Icon;
  /** What an item of this kind is called; empty while that is not known. A steady value, for `useRoom`. */
  title: (room: RoomState, id: string) => string;
}

export interface ShownViewProps {
  /** The id of the item among those of its kind. */
  id: string;
}

/**
 * What is drawn over a page of a document gets. The page has `width` (always the same) by `height` units of its own,
 * whatever its size on the screen: `scale` is how many CSS pixels a unit is long at the moment. The overlay lies over the
 * whole page.
 */
export interface PageOverlayProps {
  documentId: string;
  /** From 1. */
  pageNumber: number;
  width: number;
  height: number;
  scale: number;
  /** Where tools for the page stand, over the document; null while that is not there. */
  tools: HTMLElement | null;
}

export interface DocumentActionProps {
  documentId: string;
  /** The page that is seen, from 1. */
  pageNumber: number;
}

/** A part of the line above the stage: after the title, or at the other end. */
export interface TopBarContribution extends Contribution {
  side: "start" | "end";
}

export interface ModerationContribution extends Contribution {
  /** At hand, beside the switches, which are folded. */
  atHand?: boolean;
}

export interface RoomFeature {
  /** The name of its folder, of its slice, and of the server's feature where there is one. */
  name: string;
  /** Its part of the state of the room. */
  slice?: Slice<unknown>;
  service?: ServiceDefinition<FeatureService>;
  /** What the person is told when this comes in. `before` is the room as it was before the whole message. */
  notices?: { [Type in Incoming["type"]]?: (incoming: IncomingOf<Type>, before: RoomState) => Notice | null };
  /** What else is done when this comes in; the state has changed already. */
  effects?: { [Type in Incoming["type"]]?: (incoming: IncomingOf<Type>, session: Session, before: RoomState) => void };

  panel?: PanelContribution;
  controls?: readonly ControlContribution[];
  shortcuts?: readonly Shortcut[];
  topBar?: readonly TopBarContribution[];
  /** Quiet lines above the stage. */
  banners?: readonly Contribution[];
  /** Drawn over the picture of a person. */
  tileOverlays?: readonly Contribution<{ personId: string }>[];
  /** How items that are shown to all are drawn on the stage, by their kind. */
  shownViews?: readonly ShownViewContribution[];
  /** Drawn over a page of a document, wherever it is large. */
  pageOverlays?: readonly Contribution<PageOverlayProps>[];
  /** In the toolbar of a document that is shown: a `ToolButton`. */
  documentControls?: readonly Contribution[];
  /** In the menu of a document that is shown: entries (`Menu.Item`). */
  documentActions?: readonly Contribution<DocumentActionProps>[];
  /** Drawn over the whole stage. */
  stageOverlays?: readonly Contribution[];
  dialogs?: readonly Dialog<never>[];
  settings?: readonly Contribution[];
  /** In the list of people: what a person does right now. */
  personMarks?: readonly Contribution<{ person: Person }>[];
  /** In the list of people: entries of a person's menu (`Menu.Item`). */
  personActions?: readonly Contribution<{ person: Person }>[];
  /** Above the list of people. */
  peopleSections?: readonly Contribution[];
  /** How much of that waits for this person: the number on the control of the list of people. */
  peopleBadge?: (room: RoomState) => number;
  /** Below the list of people, for those who lead: what concerns everybody. */
  moderation?: readonly ModerationContribution[];
  /** Instead of the room, while the person waits to be let in. */
  WaitingPage?: ComponentType<{ session: Session }>;
}

export function defineFeature(feature: RoomFeature): RoomFeature {
  return feature;
}

/** The places of the room to which features give parts. */
export type Place = {
  [Key in keyof RoomFeature]-?: NonNullable<RoomFeature[Key]> extends readonly Ordered[] ? Key : never;
}[keyof RoomFeature];
export type PartOf<Key extends Place> = NonNullable<RoomFeature[Key]>[number];

const known = new WeakMap<readonly RoomFeature[], Map<Place, readonly Ordered[]>>();

/** What all features give to one place, in its order; always the same array. */
export function partsFor<Key extends Place>(features: readonly RoomFeature[], place: Key): readonly PartOf<Key>[] {
  const places = known.get(features) ?? new Map<Place, readonly Ordered[]>();
  known.set(features, places);
  const parts = places.get(place) ?? inOrder(features.flatMap((feature): readonly Ordered[] => feature[place] ?? []));
  places.set(place, parts);
  return parts as readonly PartOf<Key>[];
}

/** How this item is drawn where it is shown to all; undefined where no feature knows its kind. */
export const shownViewOf = (features: readonly RoomFeature[], item: Item | null): ShownViewContribution | undefined =>
  partsFor(features, "shownViews").find(({ kind }) => kind === item?.kind);

export const inOrder = <One extends Ordered>(parts: readonly One[]): One[] =>
  [...parts].sort((one, other) => one.order - other.order);

/** All keys, those of panels too. */
export function shortcutsOf(features: readonly RoomFeature[]): Shortcut[] {
  const ofPanels = features.flatMap(({ name, panel }): Shortcut[] =>
    panel?.shortcut ? [{ ...panel.shortcut, press: (_, view) => view.togglePanel(name) }] : [],
  );
  return inOrder([...ofPanels, ...partsFor(features, "shortcuts")]);
}
