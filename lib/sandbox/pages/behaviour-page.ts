import { consolePath } from "../console/console-path";
import { lookalikePath } from "../lookalike-bases";
import type { Marketplace } from "../marketplace";
import { frame } from "./frame";
import { type Html, html } from "./html";

/** What this look-alike does, and how sure we are that the real one does the same. */
export function behaviourPage(market: Marketplace): Html {
  const { displayName, id } = market.definition;
  const { behaviours } = market.quirks;
  return frame({
    title: `How pretend ${displayName} behaves`,
    lead: `“Documented” stands in ${displayName}'s own documents or software. “Inferred” is our best guess, taken from the standard or from similar software: the real one may differ.`,
    content: html`<ul class="panel rules" role="list">${behaviours.map(
      ({ evidence, says }) =>
        html`<li><span class="tag${evidence === "inferred" && " strong"}">${evidence === "inferred" ? "† inferred" : "documented"}</span><span>${says}</span></li>`,
    )}</ul>
<section aria-labelledby="where"><h2 id="where">Where it answers</h2><dl class="panel where">
<div><dt>${market.paths.consent === null ? "Consent page" : "Authorization"}</dt><dd class="mono">GET ${market.paths.authorize}</dd></div>
${market.paths.consent !== null && html`<div><dt>Consent page</dt><dd class="mono">GET ${market.paths.consent}</dd></div>`}
<div><dt>Code and renewal</dt><dd class="mono">POST ${market.paths.token}</dd></div>
${market.paths.revoke !== null && html`<div><dt>Ending access</dt><dd class="mono">POST ${market.paths.revoke}</dd></div>`}
${market.paths.keys !== null && html`<div><dt>Keys of id_tokens</dt><dd class="mono">GET ${market.paths.keys}</dd></div>`}
${market.quirks.resources.map(
  (resource) =>
    html`<div><dt>${"endsAccess" in resource ? "Ending access" : "API"}</dt><dd class="mono">${resource.method ?? "GET"} ${lookalikePath(market.definition, resource.address)}</dd></div>`,
)}
</dl></section>
<div class="btns"><a class="btn" href="${consolePath(id)}">Open its console</a></div>`,
  });
}
