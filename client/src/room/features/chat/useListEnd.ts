import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** Pixels from the end at which one is there. */
const NEAR = 48;

/** How large a list was and how far it was scrolled when its end was put in sight. */
interface Put {
  width: number;
  height: number;
  top: number;
}

interface ListEnd {
  atEnd: boolean;
  /** Scrolls to the end, and stays there. */
  goToEnd: () => void;
  /** The list was scrolled, by the person or by the browser. */
  onScrolled: () => void;
}

/**
 * The end of a list, which stays in sight until the person scrolls up: also where the keyboard of a phone takes of the
 * list, where a phone is turned, and where what is in the list gets its height only as it comes in sight.
 *
 * All of these move the list as well, before or after its observer is told. Such a scroll is none of the person's: the
 * list has another size then, or stands no higher than where it was put.
 *
 * @param contentRef what is in the list, as one element.
 */
export function useListEnd(listRef: RefObject<HTMLElement | null>, contentRef: RefObject<HTMLElement | null>): ListEnd {
  const [atEnd, setAtEnd] = useState(true);
  const put = useRef<Put>({ width: 0, height: 0, top: 0 });

  const showEnd = useCallback(() => {
    const element = listRef.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    put.current = { width: element.clientWidth, height: element.clientHeight, top: element.scrollTop };
  }, [listRef]);
  const goToEnd = useCallback(() => {
    showEnd();
    setAtEnd(true);
  }, [showEnd]);

  useEffect(() => {
    const element = listRef.current;
    if (!element || !contentRef.current || !atEnd) return undefined;
    const observer = new ResizeObserver(() => {
      if (isMoved(element, put.current)) showEnd();
    });
    observer.observe(element);
    observer.observe(contentRef.current);
    return () => observer.disconnect();
  }, [listRef, contentRef, atEnd, showEnd]);

  const onScrolled = () => {
    const element = listRef.current;
    if (!element) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (atEnd && (left < 1 || isMoved(element, put.current))) showEnd();
    else setAtEnd(left < NEAR);
  };
  return { atEnd, goToEnd, onScrolled };
}

/** Whether a list that was put at its end has been moved by something else than a scroll upwards. */
const isMoved = ({ clientWidth, clientHeight, scrollTop }: HTMLElement, put: Put) =>
  clientWidth !== put.width || clientHeight !== put.height || scrollTop > put.top - 1;
