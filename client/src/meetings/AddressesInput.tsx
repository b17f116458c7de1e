import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isEmail } from "../ui/isEmail";
import styles from "./AddressesInput.module.css";

interface Props {
  label: string;
  value: string[];
  onChange: (addresses: string[]) => void;
  className?: string | undefined;
}

/** E-mail addresses, typed or pasted, each as a piece of its own. What looks like none is named below. */
export function AddressesInput({ label, value, onChange, className }: Props) {
  const { t } = useTranslation("pages");
  const odd = value.filter((address) => !isEmail(address));
  return (
    <TagsInput
      className={className}
      classNames={{ inputField: styles.field ?? "" }}
      label={label}
      description={t("guests.addressesHint")}
      size="md"
      splitChars={[",", ";", " ", "\n", "\t"]}
      acceptValueOnBlur
      value={value}
      onChange={(pieces) => onChange(separated(pieces))}
      error={odd.length > 0 ? t("guests.odd", { addresses: odd.join(", ") }) : null}
      inputMode="email"
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
    />
  );
}

/** The addresses in what came as one piece: dropped, filled in by a program, typed with other signs between them. */
function separated(pieces: readonly string[]): string[] {
  return [...new Set(pieces.flatMap((piece) => piece.split(/[\s,;]+/)).filter(Boolean))];
}
