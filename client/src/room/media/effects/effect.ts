/** What is made of a captured track before it is sent. */

export interface Processed {
  track: MediaStreamTrack;
  /** Ends the work and the track; the captured one goes on. */
  stop(): void;
}

/** Rejects where this browser cannot do it. */
export type Effect = (raw: MediaStreamTrack) => Promise<Processed>;
