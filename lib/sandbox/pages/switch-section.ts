import { faultsOf, faultValueLabel } from "../faults/fault-list";
import type { Marketplace } from "../marketplace";
import type { ActiveFault } from "../state/records";
import { faultRows } from "./fault-rows";
import { type Html, html } from "./html";
import { icon } from "./icon";

const times = (timesLeft: number | null): string =>
  timesLeft === null ? "until turned off" : timesLeft === 1 ? "once more" : `${timesLeft} times more`;

function activeRow(market: Marketplace, active: ActiveFault): Html {
  const { definition } = market;
  const fault = faultsOf(definition).find((candidate) => candidate.id === active.fault);
  if (fault === undefined) return html``;
  const who = market.records().accounts.find((account) => account.id === active.account)?.name ?? "everybody";
  const value = fault.choices.length > 1 ? `${faultValueLabel(fault, active.value) ?? active.value} · ` : "";
  return html`<li><div><b>${fault.label}</b><br><span class="dim">${value}${who} · ${times(active.timesLeft)}</span></div>
<form method="post" action="/console/faults"><input type="hidden" name="provider" value="${definition.id}"><input type="hidden" name="fault" value="${active.fault}"><input type="hidden" name="account" value="${active.account ?? ""}"><input type="hidden" name="value.${active.fault}" value="off"><button class="btn small">Turn off<span class="vh"> ${fault.label} for ${who}</span></button></form></li>`;
}

const choose = (
  market: Marketplace,
): Html => html`<div class="scope"><label><span>For whom</span><span class="one"><select class="field" name="account"><option value="">Everybody</option>${market
  .records()
  .accounts.map((account) => html`<option value="${account.id}">${account.name}</option>`)}</select>${icon("down")}</span></label>
<label><span>How often</span><span class="one"><select class="field" name="times"><option value="">Until turned off</option><option value="1">Once</option><option value="2">Twice</option><option value="5">5 times</option></select>${icon("down")}</span></label>
<button class="btn main">Turn on what is ticked</button></div>`;

/** What is switched on now, with a way to turn it off. */
export function activeSection(market: Marketplace): Html {
  const { faults } = market.records();
  return html`<section aria-labelledby="on"><h2 id="on">${icon("flask")} Switched on</h2>${
    faults.length === 0
      ? html`<p class="panel pad dim">Nothing. Pretend ${market.definition.displayName} behaves.</p>`
      : html`<div class="panel on"><ul role="list">${faults.map((fault) => activeRow(market, fault))}</ul>
<form method="post" action="/console/reset" class="pad"><input type="hidden" name="provider" value="${market.definition.id}"><input type="hidden" name="what" value="faults"><button class="btn small">Turn all off</button></form></div>`
  }</section>`;
}

/** Every switch, to be turned on for somebody and for some time. */
export const switchSection = (
  market: Marketplace,
): Html => html`<section aria-labelledby="switches"><h2 id="switches">${icon("flask")} Fault switches</h2>
<form method="post" action="/console/faults" class="panel faults told"><input type="hidden" name="provider" value="${market.definition.id}">
${faultRows(market, [])}${choose(market)}</form></section>`;
