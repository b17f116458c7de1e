import { useTranslation } from "react-i18next";

import type { LibraryDocument } from "../api/client";

/** A meeting whose documents alone are shown. */
export interface MeetingFilter {
  mid: string;
  title: string;
}

/** In which part of the library is looked: all of it, one place, or one folder. */
export interface Where {
  place?: "library" | "meetings";
  folder?: string;
}

/** What the meeting of a document is called. */
export function useMeetingTitle(item: LibraryDocument): string {
  const { t } = useTranslation("library");
  return item.meetingTitle || t("untitled");
}
