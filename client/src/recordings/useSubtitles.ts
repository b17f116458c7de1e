import { useQuery } from "@tanstack/react-query";

import type { Timeline } from "../api/client";
import { cueAt, cuesOf } from "./timeline";

/** What the subtitles in a language say at a time; nothing where none are chosen, or they cannot be loaded. */
export function useSubtitles(
  subtitles: Timeline["subtitles"],
  language: string | null,
  partUrl: string,
  time: number,
): string {
  const part = subtitles.find((one) => one.language === language)?.part ?? null;
  const { data } = useQuery({
    queryKey: ["subtitles", partUrl, part],
    queryFn: async () => {
      const reply = await fetch(partUrl + encodeURIComponent(part ?? ""));
      return reply.ok ? cuesOf(await reply.text()) : [];
    },
    enabled: part !== null,
    staleTime: Infinity,
  });
  return part !== null && data ? cueAt(data, time) : "";
}
