import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { GOOD, type Quality } from "../../media/lineQuality";
import { useRoom, useService } from "../../roomContext";
import { selectIsYou, selectPerson } from "../people/public";
import { quality } from "./quality";

/** Of this person, who may be the one in this browser. */
export function useQuality(personId: string): Quality {
  const you = useRoom(selectIsYou(personId));
  return useStore(useService(quality).state, ({ own, others }) => (you ? own : (others.get(personId) ?? GOOD)));
}

/** Why the line of a person is as it is, in a sentence. */
export function useReason(personId: string, { reason, value }: Quality): string {
  const { t } = useTranslation("room");
  const you = useRoom(selectIsYou(personId));
  const name = useRoom((room) => selectPerson(personId)(room)?.name ?? "");
  if (you) return t(`quality.you_${reason ?? "good"}`, { value });
  const others = reason === "lostIn" || reason === "delay" || reason === "frozen" ? reason : "good";
  return t(`quality.other_${others}`, { name, value });
}
