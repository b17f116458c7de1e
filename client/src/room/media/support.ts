/** What this browser and this page can capture at all. */

/** Browsers have no mediaDevices at all on pages that are neither HTTPS nor localhost. */
export function isSecure(): boolean {
  return "mediaDevices" in navigator;
}

export function canShareScreen(): boolean {
  return isSecure() && "getDisplayMedia" in navigator.mediaDevices;
}
