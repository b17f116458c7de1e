/** The parts that notes have besides text, by their names, as the server knows them. */

export type PartType = "agendaItem" | "decision" | "actionItem";
export const PART_TYPES: readonly PartType[] = ["agendaItem", "decision", "actionItem"];
