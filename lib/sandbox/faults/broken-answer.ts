import { type Answer, json, page, withHeaders } from "../http/answer";
import type { Marketplace } from "../marketplace";
import { html } from "../pages/html";
import { takeFault } from "./take-fault";

const TOO_MANY = { message: "Too many requests." };

/** The switches that hit every machine's request before anything is done; null when none is on. */
export function brokenAnswer(
  market: Marketplace,
  accountId: string | null,
  tooMany: Readonly<Record<string, unknown>> = TOO_MANY,
): Answer | null {
  const seconds = takeFault(market, "too_many", accountId);
  if (seconds !== null) return json(429, tooMany, { "retry-after": seconds });
  if (takeFault(market, "html", accountId) !== null) {
    return page(
      200,
      html`<!doctype html><html lang="en"><head><title>One moment</title></head><body><h1>One moment</h1></body></html>`,
    );
  }
  return null;
}

/** The provider's clock as it stands in the `Date` header, wrong by what the switch says. */
export function withDate(market: Marketplace, answer: Answer, accountId: string | null): Answer {
  const minutes = Number(takeFault(market, "clock", accountId) ?? 0);
  return withHeaders(answer, { date: new Date(market.now() + minutes * 60_000).toUTCString() });
}
