import { createContext } from "react";

import type { Center } from "../api/client";

/** The center whose help and check the room leads to, which asks no server itself; undefined: it leads nowhere. */
export const SupportPages = createContext<Center | undefined>(undefined);
