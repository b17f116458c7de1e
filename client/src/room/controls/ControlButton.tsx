import { UnstyledButton } from "@mantine/core";
import { createContext, useContext } from "react";

import { RoundButton, type RoundButtonProps } from "../../ui/RoundButton";
import styles from "./ControlButton.module.css";

interface PlaceAround {
  place: "bar" | "more" | "end";
  /** Something was chosen behind "More", which closes. */
  onChosen: () => void;
}

export const ControlPlaceContext = createContext<PlaceAround>({ place: "bar", onChosen: () => undefined });

/** Where the control that is drawn here stands. */
export const useControlPlace = () => useContext(ControlPlaceContext).place;

/** A control of the room: a round button in the bar, a line in words behind "More". */
export function ControlButton(props: RoundButtonProps) {
  const { place, onChosen } = useContext(ControlPlaceContext);
  if (place !== "more") return <RoundButton {...props} />;
  const { label, icon: Picture, onClick } = props;
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
