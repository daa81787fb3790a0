import { consolePath } from "../console/console-path";
import { faultsOf } from "../faults/fault-list";
import type { Marketplace } from "../marketplace";
import type { AuthorizationRequest } from "../oauth/authorization-request";
import type { Account } from "../state/records";
import { faultRows } from "./fault-rows";
import { frame } from "./frame";
import { type Html, html } from "./html";
import { icon } from "./icon";

/** The people a page offers at most; the newest made-up ones stay. */
const MOST_ACCOUNTS = 6;

const person = (
  account: Account,
  isFirst: boolean,
): Html => html`<label class="pick"><input type="radio" name="account" value="${account.id}"${isFirst && html` checked`}>
<span class="face" aria-hidden="true">${account.name.slice(0, 1)}</span><span><b>${account.name}</b><br><span class="dim">${account.email} · ${account.note}</span></span></label>`;

const newPerson = html`<label class="pick"><input type="radio" name="account" value="new">
<span class="face" aria-hidden="true">+</span><span><b>New account</b><br><span class="dim">made up when you choose Allow</span></span></label>`;

function permission(market: Marketplace, value: string): Html {
  const writes = market.definition.scope.known.some((known) => known.value === value && known.writes);
  return html`<label class="pick"><input type="checkbox" name="allow" value="${value}" checked>
<span>${market.quirks.scopeWords[value] ?? value}</span><span class="tags">${writes && html`<span class="tag strong">can change things</span>`}<span class="tag mono">${value}</span></span></label>`;
}

/** The panel beside the form. `was` tells the server what this page showed, so that only changes count. */
function faultPanel(market: Marketplace): Html {
  const on = market.records().faults.filter((fault) => fault.account === null);
  const total = faultsOf(market.definition).length;
  return html`<section class="panel faults" aria-labelledby="switches">
<h2 id="switches">${icon("flask")} Fault switches</h2>
<input type="hidden" name="panel" value="1">${on.map((fault) => html`<input type="hidden" name="was" value="${fault.fault}=${fault.value}">`)}
${faultRows(market, on)}
<p class="help">${on.length} of ${total} on. They count from when you choose Allow or Deny, for everybody. One person only, or a number of times: in the <a href="${consolePath(market.definition.id, "#switches")}">console</a>. Each switch also works as a form POST.</p>
</section>`;
}

/** The page on which a person picks who they are, what is allowed, and clicks. */
export function consentPage(
  market: Marketplace,
  {
    action,
    asked,
    note,
    variables,
  }: {
    action: string;
    asked: AuthorizationRequest;
    note: string | null;
    /** What stands in the address in the place of the provider's variables. */
    variables: Readonly<Record<string, string>>;
  },
): Html {
  const { displayName } = market.definition;
  const { accounts } = market.records();
  const named = Object.entries(variables);
  const seeds = accounts.slice(0, market.quirks.accounts.length);
  const offered = [...seeds, ...accounts.slice(seeds.length).slice(seeds.length - MOST_ACCOUNTS)];
  const content = html`${note !== null && html`<p class="note" role="alert">${note}</p>`}
<form method="post" action="${action}" class="sb">
<div>
${named.length > 0 && html`<p class="help first">The address says: ${named.map(([name, value]) => html`${name} <b class="mono">${value}</b> `)}</p>`}
<fieldset class="choice"><legend>Who are you pretending to be?</legend><div class="panel">${offered.map((account, index) => person(account, index === 0))}${newPerson}</div></fieldset>
<fieldset class="choice"><legend>What may Holdfast do?</legend><div class="panel">${asked.asked.map((value) => permission(market, value))}</div></fieldset>
<div class="btns"><button class="btn main" name="decision" value="allow">Allow (test)</button><button class="btn" name="decision" value="deny">Deny</button></div>
<p class="help">You go back to <span class="mono">${new URL(asked.redirectUri).host}</span>. The connection will carry a “Test” badge wherever it is shown.</p>
<p class="help">No password is asked for, because nobody is real. <a href="/${market.definition.id}">How this copy of ${displayName} behaves</a></p>
</div>
${faultPanel(market)}
</form>`;
  return frame({
    title: `Let Holdfast use your pretend ${displayName} account?`,
    lead: `This page stands in for ${displayName}. Pick a made-up account, tick what Holdfast may do, then choose Allow or Deny.`,
    content,
  });
}
