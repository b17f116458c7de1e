/** What the stage shows of sound and picture. */

export * from "./useMedia";
