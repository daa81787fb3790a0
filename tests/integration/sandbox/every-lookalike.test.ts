import { describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { faultsOf } from "@/lib/sandbox/faults/fault-list";
import { LOOKALIKES } from "@/lib/sandbox/quirks/lookalikes";
import { openLookalike } from "./open-lookalike";

const VARIABLES = { shop: "pretend-shop", identityProvider: "google" };

describe.each(CATALOGUE.map((definition) => [definition.displayName, definition] as const))("pretend %s", (_, definition) => {
  const quirks = LOOKALIKES.find(({ providerId }) => providerId === definition.id)!;

  it("has words for every permission, and lifetimes that fit its definition", () => {
    expect(Object.keys(quirks.scopeWords).sort()).toEqual(definition.scope.known.map(({ value }) => value).sort());
    for (const words of Object.values(quirks.scopeWords)) expect(words).toMatch(/^[A-Z][^.]*$/);
    const { otherwise } = definition.expiry;
    if (typeof otherwise === "object") expect(quirks.accessLifetimeSeconds).toBeLessThanOrEqual(otherwise.fixedSeconds);
    if (definition.codeLifetimeSeconds !== null) expect(quirks.codeLifetimeSeconds).toBe(definition.codeLifetimeSeconds);
  });

  it("says of each habit once whether it is documented or guessed, and has both kinds", () => {
    const rules = quirks.behaviours.map(({ rule }) => rule);

    expect(new Set(rules).size).toBe(rules.length);
    expect(new Set(quirks.behaviours.map(({ evidence }) => evidence)).size).toBe(2);
  });

  it("its pages are unmistakably a test and speak to a person who sells", async () => {
    const box = await openLookalike(definition, { variables: VARIABLES });
    const consent = await (await fetch(box.authorizeAddress())).text();
    const pages = [consent, await box.behaviour(), (await box.get(`${box.sandbox.origin}/console`)).text];
    await box.sandbox.close();

    for (const page of pages) expect(page).toMatch(/<title>TEST MARKETPLACE — not real · /);
    for (const value of definition.scope.required) expect(consent).toContain(quirks.scopeWords[value]);
    const withoutValues = consent.replace(/<span class="tag mono">[^<]*<\/span>/g, "").replace(/<[^>]*>/g, " ");
    expect(withoutValues).toContain(`Let Holdfast use your pretend ${definition.displayName} account?`);
    expect(withoutValues).not.toMatch(/\b(tokens?|oauth|scopes?|grants?|invalid\w*)\b/i);
  });

  it("offers only the switches that mean something here", () => {
    const offered = faultsOf(definition).map(({ id }) => id);

    expect(offered.includes("forged_id_token")).toBe(definition.idToken !== null);
    expect(offered.includes("revocation")).toBe("scope" in definition.revocation);
    expect(offered.includes("sign_in_again")).toBe(definition.errors.some((rule) => rule.class === "reauth_required"));
  });
});

it("the look-alikes stand in the catalogue's order, one for each provider", () => {
  expect(LOOKALIKES.map(({ providerId }) => providerId)).toEqual(CATALOGUE.map(({ id }) => id));
});
