import { type RefObject, useEffect, useRef } from "react";

/** Shows a stream in a video or audio element; null shows nothing. */
export function useStream<Element extends HTMLMediaElement>(stream: MediaStream | null): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (ref.current && ref.current.srcObject !== stream) ref.current.srcObject = stream;
  }, [stream]);
  return ref;
}
