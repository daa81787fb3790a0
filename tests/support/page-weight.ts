import type { CDPSession, Page } from "playwright-core";

/**
 * What one cold visit of a page costs: bytes as they came over the wire, compressed, without headers. Those are ours to
 * repeat at every file, and next to nothing on the connection a browser has with a proxy in front of us.
 */
export type PageWeight = {
  readonly js: number;
  readonly css: number;
  readonly html: number;
  /** Fonts, pictures, and whatever else a script asks for. */
  readonly other: number;
  readonly requests: number;
};

const KIND_OF: Readonly<Record<string, keyof PageWeight>> = { Document: "html", Script: "js", Stylesheet: "css" };

/**
 * What arrived until the network fell silent, as the browser itself counts it: of the last page of ours that was opened.
 *
 * @param open leads there @param codings what the browser takes; left out: all that it can
 */
export async function weigh(
  page: Page,
  origin: string,
  open: () => Promise<unknown>,
  codings?: readonly "gzip"[],
): Promise<PageWeight> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    // The client's list of commands lacks this one.
    const command = session.send.bind(session) as (name: string, values: object) => Promise<unknown>;
    if (codings) await command("Network.setAcceptedEncodings", { encodings: codings });
    const weight = counting(session, origin);
    await open();
    await page.waitForLoadState("networkidle");
    return weight();
  } finally {
    await session.detach();
  }
}

const NOTHING: PageWeight = { js: 0, css: 0, html: 0, other: 0, requests: 0 };

function counting(session: CDPSession, origin: string): () => PageWeight {
  const kinds = new Map<string, keyof PageWeight>();
  const headers = new Map<string, number>();
  let weight = { ...NOTHING };
  session.on("Network.requestWillBeSent", ({ requestId, request, type = "" }) => {
    if (!request.url.startsWith(`${origin}/`)) return;
    if (type === "Document" && !kinds.has(requestId)) {
      weight = { ...NOTHING };
      kinds.clear();
    }
    weight.requests += 1;
    kinds.set(requestId, KIND_OF[type] ?? "other");
  });
  session.on("Network.responseReceived", ({ requestId, response }) => headers.set(requestId, response.encodedDataLength));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) weight[kind] += encodedDataLength - (headers.get(requestId) ?? 0);
  });
  return () => weight;
}
