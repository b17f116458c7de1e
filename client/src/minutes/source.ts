import { api, type Minutes, type MinutesEdit } from "../api/client";

/** Where minutes are read and written: by the token of a personal link, or by who is signed in. */
export interface MinutesSource {
  key: readonly string[];
  /** What changes the same minutes is done one after another: each change is made upon the version that the last left. */
  scope: { id: string };
  read: () => Promise<Minutes>;
  edit: (edit: MinutesEdit) => Promise<Minutes>;
  release: (mail: "there" | "nobody") => Promise<Minutes>;
}

export const byLink = (token: string): MinutesSource => ({
  key: ["minutes", token],
  scope: { id: `minutes ${token}` },
  read: () => api.minutesByLink(token),
  edit: (edit) => api.editMinutesByLink(token, edit),
  release: (mail) => api.releaseMinutesByLink(token, mail),
});

export const ofRun = (mid: string, instance: string): MinutesSource => ({
  key: ["minutes", mid, instance],
  scope: { id: `minutes ${mid} ${instance}` },
  read: () => api.minutes(mid, instance),
  edit: (edit) => api.editMinutes(mid, instance, edit),
  release: (mail) => api.releaseMinutes(mid, instance, mail),
});
