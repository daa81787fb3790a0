import "#node-only";
import type { AccountIdentity, TokenGrant } from "../ports/provider-client";
import type { ProviderDefinition } from "../providers/definition";
import { shownName, storableKey } from "./account-words";
import { readText } from "./json-path";
import { readJwtPayload } from "./jwt-payload";

type Source = ProviderDefinition["identity"][number];

/** What can be asked about whose account it is. `answers` holds what was answered to sources that are asked, by `answerKey`. */
export type IdentityEvidence = {
  readonly definition: Pick<ProviderDefinition, "id" | "issuer" | "identity">;
  readonly environmentId: string;
  readonly grant: TokenGrant;
  readonly variables: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, unknown>>;
};

/** Under which name the answer to a source is kept. */
export const answerKey = (source: Extract<Source, { readonly from: "get" | "resource" }>): string =>
  source.from === "get" ? source.endpoint : [source.start, ...source.follow].join(" ");

/** What one source says. */
type Finding = { readonly key: string | null; readonly name: string | null };

/**
 * Picks the account's identity out of the definition's sources, in their order.
 *
 * The key comes from the first stable source that answers and from no other: two accounts are never
 * called the same because of a name or an address. The name comes from the first source that has one.
 * A fingerprint tells two permissions apart, not two accounts, so it gives neither.
 */
export function pickIdentity(evidence: IdentityEvidence): AccountIdentity {
  const { definition, environmentId, grant } = evidence;
  const findings = definition.identity.map((source) => {
    const { key, name } = find(source, evidence);
    return { source, key: storableKey(key), name: shownName(name) };
  });
  const decisive = findings.find(({ source, key }) => source.stable && key !== null);
  const claimed =
    decisive?.source.from === "jwt" && decisive.source.token === "id_token" ? grant.idTokenClaims?.["iss"] : undefined;
  return {
    // Test and production accounts of one provider are different accounts, whatever their ids say.
    issuer: typeof claimed === "string" ? claimed : (definition.issuer ?? `${definition.id}/${environmentId}`),
    key: decisive?.key ?? null,
    name: findings.find(({ name }) => name !== null)?.name ?? null,
  };
}

function find(source: Source, { grant, variables, answers }: IdentityEvidence): Finding {
  const at = (body: unknown, path: string | null): string | null => (path === null ? null : readText(body, path));
  const variable = (name: string | null): string | null =>
    name !== null && Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
  switch (source.from) {
    case "reply":
      return { key: variable(source.id), name: variable(source.name) };
    case "jwt": {
      // Claims of an id_token count only when they were validated; an access token's are read as the provider's own word.
      const claims = source.token === "id_token" ? grant.idTokenClaims : readJwtPayload(grant.accessToken);
      return { key: at(claims, source.id), name: at(claims, source.name) };
    }
    case "get":
    case "resource": {
      const answer = answers[answerKey(source)];
      return {
        key: at(answer, source.id),
        name: source.names.map((path) => at(answer, path)).find((name) => name !== null) ?? null,
      };
    }
    case "variable":
    case "callback":
      return { key: variable(source.name), name: variable(source.label) };
    default:
      return { key: null, name: null };
  }
}
