/** What kinds of documents there are, in the order of the choice; "film" is a kind of recordings. */

import type { LibraryDocument } from "../api/client";

export const KINDS = ["pdf", "office", "image", "package", "old_package"] as const;

export type Kind = (typeof KINDS)[number];

export const kindOf = ({ document }: LibraryDocument): Kind => KINDS.find((one) => one === document.kind) ?? "pdf";
