/** The mark: people around a table. Same drawing as public/favicon.svg; it takes the color of the text around it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true" focusable="false">
      <circle cx="16" cy="17.1" r="6.2" fill="none" stroke="currentColor" strokeWidth="2.8" />
      <circle cx="16" cy="4.5" r="3.2" />
      <circle cx="27.98" cy="13.21" r="3.2" />
      <circle cx="23.41" cy="27.29" r="3.2" />
      <circle cx="8.59" cy="27.29" r="3.2" />
      <circle cx="4.02" cy="13.21" r="3.2" />
    </svg>
  );
}
