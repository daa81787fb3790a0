import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Answer } from "./answer";

/** Nobody may frame, guess the type of, index, keep or pass on an address of these pages. */
const ALWAYS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex",
  "cross-origin-opener-policy": "same-origin",
  // Not "no-referrer": that makes browsers send "Origin: null" with our own forms.
  "referrer-policy": "same-origin",
} as const;

/** Delivers an answer. One that is held ends when the client or the sandbox ends it. */
export async function send(response: ServerResponse, answer: Answer, isHead: boolean): Promise<void> {
  if (answer.delivery === "drop") {
    response.destroy();
    return;
  }
  if (answer.delivery === "hold") {
    await once(response, "close");
    return;
  }
  response.writeHead(answer.status, { ...ALWAYS, ...answer.headers, "content-length": String(Buffer.byteLength(answer.body)) });
  response.end(isHead ? undefined : answer.body);
}
