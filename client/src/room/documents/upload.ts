/** One file on its way to the server, with the progress that only XMLHttpRequest tells. */

import type { Session, TextKey } from "../feature";

/** What the file dialog offers; the server looks at what is inside. */
export const ACCEPTED = ["application/pdf", "image/*", ".pdf", ".pptx", ".docx", ".xlsx", ".ess"].join(",");

/** The name of a file, as long as the server takes it. */
export const uploadName = ({ name }: File): string => name.slice(0, 255);

/** Why a file was not taken: the word of the server's error, or what happened on the way. */
export type UploadFailure = "network" | "other" | (string & {});

const FAILURES: Readonly<Record<string, TextKey>> = {
  bad_file: "content.failedFile",
  too_large: "content.failedLarge",
  storage_failed: "content.failedStorage",
  storage_full: "content.failedFull",
  network: "content.failedNetwork",
};

/** What is said of a failure; `own`: what the place to which files are sent says itself. */
export const failureText = (failure: UploadFailure, own: Readonly<Record<string, TextKey>>): TextKey =>
  own[failure] ?? FAILURES[failure] ?? "content.failedUpload";

export interface RunningUpload {
  /** Null where the file was taken. Never rejects; an aborted one is over by the failure "aborted". */
  done: Promise<UploadFailure | null>;
  abort: () => void;
}

/** Sends the file to this path below `/api/v1`; `onProgress` hears the part that is sent, from 0 to 1. */
export function uploadFile(
  session: Session,
  path: string,
  query: Readonly<Record<string, string>>,
  file: File,
  onProgress: (sent: number) => void,
): RunningUpload {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadFailure | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request.status < 300 ? null : failureIn(request));
    request.onerror = () => resolve("network");
    request.onabort = () => resolve("aborted");
  });
  request.open("POST", `/api/v1${path}?${new URLSearchParams(query).toString()}`);
  request.setRequestHeader("authorization", `Bearer ${session.token}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  return { done, abort: () => request.abort() };
}

function failureIn({ status, responseText }: XMLHttpRequest): UploadFailure {
  if (status === 413) return "too_large";
  try {
    const { error } = JSON.parse(responseText) as { error?: unknown };
    return typeof error === "string" ? error : "other";
  } catch {
    return "other";
  }
}
