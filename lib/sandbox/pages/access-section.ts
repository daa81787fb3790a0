import type { Marketplace } from "../marketplace";
import { isLive } from "../state/find-grant";
import type { Grant } from "../state/records";
import { type Html, html } from "./html";
import { icon } from "./icon";

const MOST_GRANTS = 50;

const ENDED_BY = {
  marketplace: "ended here",
  reuse: "ended: a used key came back",
  application: "ended by the application",
} as const;

const time = (at: number): Html => {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
};

/** How the key of an account stands, in words. */
function standing(grant: Grant, now: number): string {
  if (grant.endedBy !== null) return ENDED_BY[grant.endedBy];
  const until = Math.max(0, ...grant.access.map((access) => access.expiresAt));
  const renews = grant.refresh.some((entry) => entry.usedAt === null);
  const access = until > now ? `access for ${Math.ceil((until - now) / 60_000)} min` : "access has run out";
  return `${access} · ${renews ? "renews" : "cannot renew"}`;
}

function row(market: Marketplace, grant: Grant): Html {
  const { definition } = market;
  const account = market.records().accounts.find((candidate) => candidate.id === grant.accountId);
  const name = account?.name ?? "The application itself";
  const live = isLive(grant, market.now());
  return html`<li class="grant${!live && " ended"}"><span class="face" aria-hidden="true">${name.slice(0, 1)}</span>
<div><b>${name}</b> <span class="tag${live && " live"}">${live ? "live" : "over"}</span><br><span class="dim">${standing(grant, market.now())}</span><br>
<span class="dim">since ${time(grant.startedAt)}${grant.renewedAt !== null && html` · renewed ${time(grant.renewedAt)}`}</span>
<p class="scopes">${grant.scope.map((value) => html`<span class="tag mono">${value}</span> `)}</p></div>
${live && html`<form method="post" action="/console/revoke"><input type="hidden" name="provider" value="${definition.id}"><input type="hidden" name="grant" value="${grant.id}"><button class="btn small">End access<span class="vh"> of ${name} since ${new Date(grant.startedAt).toISOString()}</span></button></form>`}</li>`;
}

/** Who allowed what, by account, with the ways to end it from this side. */
export function accessSection(market: Marketplace): Html {
  const { grants, accounts } = market.records();
  const place = (grant: Grant) => accounts.findIndex((account) => account.id === grant.accountId);
  const newest = grants.slice(-MOST_GRANTS).sort((a, b) => place(a) - place(b) || b.startedAt - a.startedAt);
  return html`<section aria-labelledby="access"><h2 id="access">${icon("key")} Access given</h2>
${newest.length === 0 ? html`<p class="panel pad dim">Nobody has allowed anything yet. Connect ${market.definition.displayName} in Holdfast and choose Allow.</p>` : html`<ul class="panel grants" role="list">${newest.map((grant) => row(market, grant))}</ul>`}
${grants.length > MOST_GRANTS && html`<p class="help">The newest ${MOST_GRANTS} of ${grants.length}.</p>`}</section>`;
}

/** The time machine: access runs out now instead of in an hour. */
export function timeSection(market: Marketplace): Html {
  const now = market.now();
  const hasLive = market.records().grants.some((grant) => isLive(grant, now));
  return html`<section aria-labelledby="clock"><h2 id="clock">${icon("clock")} Time machine</h2><div class="panel pad">
<p class="help first">Makes all access run out at once. Renewal still works: Holdfast notices at its next renewal, or when you choose Refresh now.</p>
<form method="post" action="/console/expire"><input type="hidden" name="provider" value="${market.definition.id}"><button class="btn small"${!hasLive && html` disabled`}>Let all access run out now</button>${!hasLive && html` <span class="dim">No live access yet.</span>`}</form></div></section>`;
}
