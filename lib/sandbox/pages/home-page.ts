import { consolePath } from "../console/console-path";
import type { Marketplace, Sandbox } from "../marketplace";
import { readCounters } from "../state/read-counters";
import { frame } from "./frame";
import { type Html, html } from "./html";

function card(market: Marketplace): Html {
  const { id, displayName, monogram } = market.definition;
  const { liveGrants, faultsOn } = readCounters(market);
  return html`<li class="panel market"><span class="face square" aria-hidden="true">${monogram}</span>
<div><h3>Pretend ${displayName}</h3><p class="dim">${liveGrants} live · ${faultsOn === 0 ? "no switch on" : `${faultsOn} switched on`}</p></div>
<div class="btns"><a class="btn" href="${consolePath(id)}">Console<span class="vh"> of pretend ${displayName}</span></a><a class="btn" href="/${id}">How it behaves<span class="vh">: pretend ${displayName}</span></a></div></li>`;
}

/** What this site is, for somebody who came by chance. */
export const homePage = (sandbox: Sandbox): Html =>
  frame({
    title: "Marketplaces made of cardboard",
    lead: "These pages stand in for real marketplaces, so that Holdfast can be tried and tested without registering anywhere. They run on this computer and reach nothing else.",
    content: html`<section aria-labelledby="here"><h2 id="here">Who is here</h2><ul class="markets" role="list">${sandbox.marketplaces.map(card)}</ul></section>
<section aria-labelledby="how"><h2 id="how">How to use it</h2><ol class="steps">
<li>In Holdfast, connect a marketplace. Your browser comes here, as it would go to the real one.</li>
<li>Pick a made-up person, tick what Holdfast may do, and choose Allow or Deny.</li>
<li>In the console, make things go wrong: slow answers, refusals, lost replies, ended access. Then watch what Holdfast says.</li>
</ol></section>`,
  });
