/** What this person looks at: the layout, what is pinned, which panel and which dialog are open. */

import { createStore } from "zustand/vanilla";

import type { Dialog } from "./dialog";
import { loadView, saveView, type StoredView, type StripPosition } from "./storedView";

export type Layout = "grid" | "speaker";

export interface ViewState extends StoredView {
  layout: Layout;
  /** Key of the item of the stage that is large because the person wants it. */
  pinned: string | null;
  /** The feature whose panel is open. */
  openPanel: string | null;
  dialog: { name: string; subject: unknown } | null;
}

export class RoomView {
  readonly state = createStore<ViewState>(() => ({
    ...loadView(),
    layout: "grid",
    pinned: null,
    openPanel: null,
    dialog: null,
  }));

  setLayout(layout: Layout): void {
    this.state.setState({ layout, pinned: null });
  }

  /** Null: nothing is pinned any more. */
  pin(key: string | null): void {
    this.state.setState({ pinned: key });
  }

  setStrip(strip: StripPosition): void {
    this.remember({ strip });
  }

  setDark(dark: boolean): void {
    this.remember({ dark });
  }

  setShortcuts(shortcuts: boolean): void {
    this.remember({ shortcuts });
  }

  togglePanel(feature: string): void {
    this.state.setState(({ openPanel }) => ({ openPanel: openPanel === feature ? null : feature }));
  }

  closePanel(): void {
    this.state.setState({ openPanel: null });
  }

  open<Subject>({ name }: Dialog<Subject>, subject: Subject): void {
    this.state.setState({ dialog: { name, subject } });
  }

  closeDialog(): void {
    this.state.setState({ dialog: null });
  }

  private remember(change: Partial<StoredView>): void {
    this.state.setState(change);
    const { strip, dark, shortcuts } = this.state.getState();
    saveView({ strip, dark, shortcuts });
  }
}
