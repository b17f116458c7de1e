import styles from "./SkipLink.module.css";

interface Props {
  label: string;
  /** The id of the element to which it leads, which can have the focus. */
  to: string;
}

/** The first thing that a keyboard reaches: it leads past what comes again on each page. Seen only while it has the focus. */
export function SkipLink({ label, to }: Props) {
  return (
    <a
      href={`#${to}`}
      className={styles.skip}
      onClick={(event) => {
        // The address stays as it is: it is the way in.
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {label}
    </a>
  );
}
