import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { type DrawingFile, Growth } from "./growth";

export interface LoadedDrawing {
  growth: Growth;
  /** Names of the parts that are its pictures, by their file ids. */
  files: Record<string, string>;
}

/** What was drawn, of a part of this name; null while it is loaded and where there is none. */
export function useDrawing(partUrl: string, part: string) {
  const file = useQuery({
    queryKey: ["drawing", partUrl, part],
    queryFn: async () => {
      const reply = await fetch(partUrl + encodeURIComponent(part));
      if (!reply.ok) throw new Error(`${reply.status}`);
      return (await reply.json()) as DrawingFile;
    },
    enabled: part !== "",
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  const drawing = useMemo(
    (): LoadedDrawing | null =>
      file.data && part !== "" ? { growth: new Growth(file.data.changes), files: file.data.files ?? {} } : null,
    [file.data, part],
  );
  return { drawing, failed: file.isError, tryAgain: () => void file.refetch() };
}
