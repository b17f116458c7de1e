import { useTranslation } from "react-i18next";

import type { Shelved } from "./shelf";

/** A meeting whose documents and whiteboards alone are shown. */
export interface MeetingFilter {
  mid: string;
  title: string;
}

/** In which part of the library is looked: all of it, one place, or one folder. */
export interface Where {
  place?: "library" | "meetings";
  folder?: string;
}

/** What the meeting of a document or a whiteboard is called. */
export function useMeetingTitle(item: Pick<Shelved, "meetingTitle">): string {
  const { t } = useTranslation("library");
  return item.meetingTitle || t("untitled");
}
