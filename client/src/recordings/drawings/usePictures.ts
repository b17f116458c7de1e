import type { BinaryFileData, BinaryFiles } from "@excalidraw/excalidraw/types";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

/** Pictures on a drawing as Excalidraw takes them, as far as they are loaded. */
export function usePictures(partUrl: string, files: Record<string, string>): BinaryFiles {
  const ids = useMemo(() => Object.keys(files), [files]);
  const loaded = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["drawnPicture", partUrl, id],
      queryFn: () => loadPicture(id, partUrl + encodeURIComponent(files[id] ?? "")),
      staleTime: Infinity,
      refetchOnReconnect: false,
    })),
  });
  const done = loaded.filter(({ data }) => data).length;
  return useMemo(
    () => Object.fromEntries(loaded.flatMap(({ data }) => (data ? [[data.id, data]] : []))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `loaded` is another list each time; `done` tells when it has changed
    [done, ids],
  );
}

async function loadPicture(id: string, url: string): Promise<BinaryFileData> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${reply.status}`);
  const blob = await reply.blob();
  const dataURL = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error("The picture cannot be read."));
    reader.readAsDataURL(blob);
  });
  return { id, mimeType: blob.type, dataURL, created: 0 } as BinaryFileData;
}
