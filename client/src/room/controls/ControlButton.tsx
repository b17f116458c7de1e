import { UnstyledButton } from "@mantine/core";
import { createContext, useContext } from "react";

import { RoundButton, type RoundButtonProps } from "../../ui/RoundButton";
import styles from "./ControlButton.module.css";
import { Worded } from "./Worded";

interface PlaceAround {
  place: "bar" | "more" | "end";
  /** Something was chosen behind "More", which closes. */
  onChosen: () => void;
}

export const ControlPlaceContext = createContext<PlaceAround>({ place: "bar", onChosen: () => undefined });

/** Where the control that is drawn here stands. */
export const useControlPlace = () => useContext(ControlPlaceContext).place;

interface ControlButtonProps extends RoundButtonProps {
  /** Under the button, where there is room; the label where it is not said. */
  word?: string;
}

/** A control of the room: a round button in the bar, a line in words behind "More". */
export function ControlButton({ word, ...props }: ControlButtonProps) {
  const { place, onChosen } = useContext(ControlPlaceContext);
  const { label, icon: Picture, onClick } = props;
  if (place === "bar") {
    return (
      <Worded word={word ?? label}>
        <RoundButton {...props} />
      </Worded>
    );
  }
  if (place === "end") return <RoundButton {...props} />;
  return (
    <UnstyledButton
      className={styles.entry}
      onClick={() => {
        onChosen();
        onClick();
      }}
    >
      <Picture size={22} stroke={1.75} aria-hidden="true" />
      {label}
    </UnstyledButton>
  );
}
