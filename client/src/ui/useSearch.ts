import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

/** Milliseconds after the last letter, before what is found follows. */
const PAUSE = 250;

/** What is typed to look for something, and what is looked for. */
export function useSearch() {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), PAUSE);
  return { typed, setTyped, search };
}
