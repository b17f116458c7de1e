import { DeviceChoice } from "../../devices/DeviceChoice";
import { useSession } from "../../roomContext";

export function DeviceSettings() {
  return <DeviceChoice local={useSession().local} />;
}
