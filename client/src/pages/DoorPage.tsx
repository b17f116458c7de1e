import type { Door } from "../api";

export interface DoorPageProps {
  door: Door;
  onRetry: () => void;
}

export default function DoorPage({ door, onRetry }: DoorPageProps) {
  return <button onClick={onRetry}>{door.title}</button>;
}
