import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string | undefined;
}

/** Where one types what is looked for in a list. */
export function SearchField({ label, value, onChange, className = "" }: Props) {
  return (
    <TextInput
      type="search"
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
      maxLength={250}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
