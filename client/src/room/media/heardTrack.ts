/** What a microphone hears although its track is muted; nothing of it leaves the browser. */

/**
 * A track of the same microphone that is never sent. The room mutes by `enabled = false`, by which every browser gives
 * silence; a clone has an `enabled` of its own (W3C Media Capture and Streams, 4.3.3), and asks nobody again. Null where
 * the system itself mutes the microphone: it gives nothing then, and Safari once ended both (bugs.webkit.org 260655).
 * Who asks for it stops it.
 */
export function hearMuted(track: MediaStreamTrack): MediaStreamTrack | null {
  if (track.muted || track.readyState === "ended") return null;
  const heard = track.clone();
  heard.enabled = true;
  return heard;
}
