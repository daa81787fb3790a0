import { describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { DIMENSIONS, ProviderDefinition } from "@/lib/core/providers/definition";
import { stubhub } from "@/lib/core/providers/stubhub";

/** The shipped definition with one change. */
const changed = (change: Record<string, unknown>) => ProviderDefinition.safeParse({ ...stubhub, ...change });
const faultsOf = (change: Record<string, unknown>) => {
  const parsed = changed(change);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
};

describe("a provider definition", () => {
  it("says all 23 dimensions in which providers differ, each with its evidence", () => {
    expect(DIMENSIONS).toHaveLength(23);
    for (const definition of CATALOGUE) {
      expect(Object.keys(definition.evidence).sort()).toEqual([...DIMENSIONS].sort());
    }
  });

  it.each([
    "environments",
    "client",
    "authorization",
    "scope",
    "pkce",
    "state",
    "callback",
    "redirect",
    "token",
    "discovery",
    "reply",
    "expiry",
    "rotation",
    "refreshLifetime",
    "revocation",
    "identity",
    "api",
    "errors",
    "evidence",
    "texts",
  ])("is refused without %s", (name) => {
    expect(changed({ [name]: undefined }).success).toBe(false);
  });

  it("is refused with a member that nothing reads", () => {
    expect(faultsOf({ tokenUrl: "https://x.example" })).toEqual([': Unrecognized key: "tokenUrl"']);
  });

  it("cannot end a grant by a status alone", () => {
    expect(faultsOf({ errors: [{ where: "refresh", http: 401, class: "grant_dead" }] })).toEqual([
      "errors.0: status alone never kills a grant",
    ]);
    expect(
      changed({ errors: [{ where: "refresh", http: 401, path: "error", equals: "revoked", class: "grant_dead" }] }).success,
    ).toBe(true);
  });

  it("cannot leave a variable open to anything", () => {
    expect(faultsOf({ variables: [{ name: "shop", from: "user" }] })).toEqual([
      "variables.0: give a pattern or values, not both",
    ]);
  });

  it.each([
    "http://account.example",
    "//account.example",
    "account.example/token",
    "https://a.example/token?x=1",
    "{account}/token#x",
  ])("cannot have the address %s", (endpoint) => {
    expect(changed({ token: { ...stubhub.token, endpoint } }).success).toBe(false);
  });

  it("uses only bases that each of its environments has", () => {
    for (const definition of CATALOGUE) {
      const parts = [definition.authorization, definition.token, definition.api, definition.identity, definition.revocation];
      // An address begins with its base; headers and parameters are filled from the registration.
      const used = JSON.stringify([...parts, definition.discovery, definition.idToken]).matchAll(
        /"(?:endpoint|refreshEndpoint|base|start|home|issuer|keys)":"\{([a-z][A-Za-z0-9]*)\}/g,
      );
      const variables = definition.variables.map(({ name }) => name);
      for (const [, name = ""] of used) {
        expect(variables).not.toContain(name);
        for (const environment of Object.values(definition.environments)) expect(Object.keys(environment.bases)).toContain(name);
      }
    }
  });

  it("asks for nothing that it does not explain to sellers", () => {
    for (const { scope } of CATALOGUE) {
      const explained = scope.known.map(({ value }) => value);
      for (const value of [...scope.required, ...scope.oneOf, ...scope.optional]) expect(explained).toContain(value);
    }
  });

  it("reaches real marketplaces over https only", () => {
    for (const { environments } of CATALOGUE) {
      for (const { bases, allowHttp } of Object.values(environments)) {
        expect(allowHttp).toBe(false);
        for (const base of Object.values(bases)) expect(base).toMatch(/^https:/);
      }
    }
  });
});
