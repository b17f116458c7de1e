import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { MeetingSummary } from "../api/client";
import { useFormats } from "../ui/useFormats";
import { WideDialog } from "../ui/WideDialog";
import { CancelDate } from "./CancelDate";
import { DateForm } from "./DateForm";
import { DateList } from "./DateList";
import type { DateStep } from "./dateSteps";

interface Props {
  meeting: MeetingSummary;
  /** What the series is called on the screen. */
  title: string;
  now: Date;
  /** The step with which the dialog opens, null while it is closed. */
  first: DateStep | null;
  onClose: () => void;
}

/** The dates of a series, one by one. */
export function DatesDialog({ meeting, title, now, first, onClose }: Props) {
  const { t } = useTranslation("pages");
  const { formatWhen } = useFormats();
  const [next, setNext] = useState<DateStep | null>(null);
  const step = first && (next ?? first);
  const close = () => {
    setNext(null);
    onClose();
  };
  const back = () => {
    if (first?.kind === "list") setNext(first);
    else close();
  };
  const heading = () => {
    if (step?.kind === "edit") return t("dates.editHeading");
    if (step?.kind === "cancel") {
      return t("dates.cancelQuestion", { when: formatWhen(new Date(step.date.startsAt), now) });
    }
    return t("dates.heading", { title });
  };
  return (
    <WideDialog title={heading()} opened={first !== null} onClose={close}>
      {step?.kind === "list" ? <DateList meeting={meeting} again={next !== null} onStep={setNext} /> : null}
      {step?.kind === "edit" ? <DateForm meeting={meeting} date={step.date} onBack={back} /> : null}
      {step?.kind === "cancel" ? <CancelDate meeting={meeting} date={step.date} onBack={back} /> : null}
    </WideDialog>
  );
}
