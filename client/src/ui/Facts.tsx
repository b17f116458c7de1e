import { Fragment } from "react";

interface Props {
  facts: readonly string[];
  between?: string;
}

/** Facts in one line, in this order whichever way the letters of each run; empty ones are left out. */
export function Facts({ facts, between = " · " }: Props) {
  return facts.filter(Boolean).map((fact, number) => (
    <Fragment key={number}>
      {number > 0 ? between : null}
      <bdi>{fact}</bdi>
    </Fragment>
  ));
}
