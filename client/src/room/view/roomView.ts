/** What this person looks at: the layout, what is pinned, which panel and which dialog are open. */

import { createStore } from "zustand/vanilla";

import type { Dialog } from "./dialog";
import { StageFoot } from "./stageFoot";
import { type Corner, type Layout, loadView, saveView, type StoredView, type StripPosition } from "./storedView";

/** The key of the item of the stage that is what is shown to all. */
export const SHOWN_KEY = "shown";
/** The key of the item that is the screen of this person. */
export const screenKey = (personId: string) => `screen:${personId}`;

export interface ViewState extends StoredView {
  /** Key of the item of the stage that is large because the person wants it. */
  pinned: string | null;
  dialog: { name: string; subject: unknown } | null;
}

export interface RoomViewOptions {
  /** A panel would cover the room: none is open before the person opens it. */
  compact?: boolean;
}

export class RoomView {
  readonly state;
  readonly foot = new StageFoot();
  /** The panel that is open was opened in this stay; else it is open because it was so before. */
  panelWasAskedFor = false;

  constructor({ compact = false }: RoomViewOptions = {}) {
    const stored = loadView();
    const openPanel = compact ? null : stored.openPanel;
    this.state = createStore<ViewState>(() => ({ ...stored, openPanel, pinned: null, dialog: null }));
  }

  setLayout(layout: Layout): void {
    this.state.setState({ pinned: null });
    this.remember({ layout });
  }

  /** Null: nothing is pinned any more. */
  pin(key: string | null): void {
    this.state.setState({ pinned: key });
  }

  setStrip(strip: StripPosition): void {
    this.remember({ strip });
  }

  setOwnHidden(ownHidden: boolean): void {
    this.remember({ ownHidden });
  }

  setOwnCorner(ownCorner: Corner): void {
    this.remember({ ownCorner });
  }

  setDark(dark: boolean): void {
    this.remember({ dark });
  }

  setShortcuts(shortcuts: boolean): void {
    this.remember({ shortcuts });
  }

  togglePanel(feature: string): void {
    if (this.state.getState().openPanel === feature) this.closePanel();
    else this.openPanel(feature);
  }

  openPanel(feature: string): void {
    this.panelWasAskedFor = true;
    this.remember({ openPanel: feature });
  }

  /** Whether a panel that opens leaves the focus where it is: it is open as the last time, or was moved to by its tab. */
  get panelLeavesFocus(): boolean {
    return !this.panelWasAskedFor || document.activeElement?.closest('[role="tab"]') != null;
  }

  closePanel(): void {
    this.remember({ openPanel: null });
  }

  open<Subject>({ name }: Dialog<Subject>, subject: Subject): void {
    this.state.setState({ dialog: { name, subject } });
  }

  closeDialog(): void {
    this.state.setState({ dialog: null });
  }

  private remember(change: Partial<StoredView>): void {
    this.state.setState(change);
    saveView(change);
  }
}
