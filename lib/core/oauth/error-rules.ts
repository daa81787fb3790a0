import type { ProviderDefinition } from "../providers/definition";
import type { ErrorClass } from "../providers/definition-reply";
import { readText } from "./json-path";

type Rule = ProviderDefinition["errors"][number];

/** The call that failed. `token` is the code exchange, `refresh` the other grant at the same endpoint. */
export type CallKind = Exclude<Rule["where"], "any" | "authorization">;

/** A failed reply as the rules see it. `body` is undefined when the text is not JSON. */
export type FailedReply = {
  readonly where: CallKind;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: unknown;
};

/** A failure to be matched with the rules; `authorization` is no call but a redirect, whose parameters stand in for the body. */
type Failure = Omit<FailedReply, "where"> & { readonly where: CallKind | "authorization" };

/**
 * The class that a definition's own rules give, or null.
 *
 * What says most decides: envelope code, `code`, `error`, description, `WWW-Authenticate`, status
 * (`facts.md` C, rule 3). Among equals the order of the definition counts.
 */
export function matchErrorRule(definition: Pick<ProviderDefinition, "errors" | "reply">, reply: Failure): ErrorClass | null {
  const envelope = definition.reply.success?.path ?? null;
  const matching = definition.errors.filter((rule) => holds(rule, reply)).map((rule) => ({ rule, rank: rankOf(rule, envelope) }));
  const best = Math.min(...matching.map(({ rank }) => rank));
  return matching.find(({ rank }) => rank === best)?.rule.class ?? null;
}

function holds(rule: Rule, { where, status, headers, text, body }: Failure): boolean {
  if (rule.where !== "any" && rule.where !== where) return false;
  if (rule.http !== undefined && rule.http !== status) return false;
  if (rule.path !== undefined && readText(body, rule.path) !== rule.equals) return false;
  if (rule.text !== undefined && !text.includes(rule.text)) return false;
  return rule.header === undefined || (headers["www-authenticate"] ?? "").includes(rule.header);
}

function rankOf({ path, text, header }: Rule, envelope: string | null): number {
  if (path !== undefined && path === envelope) return 0;
  const member = path?.split(".").at(-1);
  if (member !== undefined && ["code", "errorCode", "error_code"].includes(member)) return 1;
  if (member === "error") return 2;
  if (member !== undefined || text !== undefined) return 3;
  return header === undefined ? 5 : 4;
}
