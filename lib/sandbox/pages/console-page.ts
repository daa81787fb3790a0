import { consolePath } from "../console/console-path";
import type { Marketplace, Sandbox } from "../marketplace";
import { readCounters } from "../state/read-counters";
import { accessSection, timeSection } from "./access-section";
import { frame } from "./frame";
import { type Html, html } from "./html";
import { activeSection, switchSection } from "./switch-section";

const COUNTER_WORDS = {
  liveGrants: "Live now",
  consents: "Allowed",
  denials: "Denied",
  codeExchanges: "Codes used",
  refreshes: "Renewals",
  tokenRequests: "Key requests",
  reuseHits: "Reused keys",
  apiCalls: "API calls",
  revocations: "Ended",
  faultsUsed: "Faults met",
} as const;

const tabs = (sandbox: Sandbox, current: Marketplace): Html =>
  html`<nav class="tabs" aria-label="Look-alikes">${sandbox.marketplaces.map(
    (market) =>
      html`<a href="${consolePath(market.definition.id)}"${market === current && html` aria-current="page"`}><span class="vh">Pretend </span>${market.definition.displayName}</a>`,
  )}</nav>`;

function counters(market: Marketplace): Html {
  const reading = readCounters(market);
  const words = Object.entries(COUNTER_WORDS) as [keyof typeof COUNTER_WORDS, string][];
  return html`<dl class="tiles">${words.map(([name, word]) => html`<div${reading[name] === 0 && html` class="nil"`}><dt>${word}</dt><dd>${reading[name]}</dd></div>`)}</dl>`;
}

const button = (market: Marketplace, what: string, words: string): Html => html`<form method="post" action="/console/reset">
<input type="hidden" name="provider" value="${market.definition.id}"><input type="hidden" name="what" value="${what}"><button class="btn small">${words}</button></form>`;

/** The console: what has happened at a look-alike, and everything that can be made to happen. */
export const consolePage = (sandbox: Sandbox, market: Marketplace): Html =>
  frame({
    title: `Console of pretend ${market.definition.displayName}`,
    lead: "See what reached this look-alike, make it misbehave, end access, or move its clock.",
    wide: true,
    content: html`${sandbox.marketplaces.length > 1 && tabs(sandbox, market)}
<section aria-labelledby="counts"><h2 id="counts">So far</h2>${counters(market)}</section>
<div class="cols"><div>${accessSection(market)}</div><div>${activeSection(market)}${timeSection(market)}
<section aria-labelledby="again"><h2 id="again">Begin again</h2><div class="panel pad">
<p class="help first">Resetting everything clears people, access, switches and counts. Holdfast's connections to this look-alike then stop working, as if they had been ended here.</p>
<div class="btns">${button(market, "counters", "Set counts to 0")}${button(market, "everything", "Reset everything")}</div></div></section></div></div>
${switchSection(market)}
<p class="help">For programs: <a class="mono" href="/console/counters.json">/console/counters.json</a>, and each button here is a form POST.</p>`,
  });
