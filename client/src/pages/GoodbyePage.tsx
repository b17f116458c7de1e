import type { Closing } from "../generated/room";

export interface GoodbyePageProps {
  reason: Closing["reason"];
  title: string;
  canReturn: boolean;
  onReturn: () => void;
}

export default function GoodbyePage({ title, canReturn, onReturn }: GoodbyePageProps) {
  return canReturn ? <button onClick={onReturn}>{title}</button> : null;
}
