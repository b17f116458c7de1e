import { useTranslation } from "react-i18next";

import type { MeetingDocument } from "./content";

/** Why a document cannot be shown, and what to do. */
export function ProblemText({ document, className }: { document: MeetingDocument; className?: string | undefined }) {
  const { t } = useTranslation("room");
  const problem = document.problem === "" ? "failed" : document.problem;
  return <p className={className}>{t(`content.problem_${problem}`)}</p>;
}
