import "#node-only";
import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import { isJsonObject, parseJson, readPath, readText } from "./json-path";
import { extractVariables } from "./reply-variables";
import { splitScope } from "./scope";

/** A token reply in the standard's words. Values are passed on as they came: whether they are sound is for the protocol library to say. */
export type StandardReply = {
  /** RFC 6749 §5.1, without `expires_in`: lifetimes are read by `expiry.ts`. */
  readonly standard: Readonly<Record<string, unknown>>;
  /** The object in which the definition's paths start. */
  readonly members: unknown;
  readonly variables: Readonly<Record<string, string>>;
};

/** Why a reply with status 200 gives no tokens. */
export type ReplyFault = "not_json" | "not_object" | "not_successful" | "carries_error" | "no_access_token";

type ReplyRules = Pick<ProviderDefinition, "reply" | "scope" | "identity">;

/**
 * Reads a token reply by the definition's mapping, whatever its content type says.
 *
 * A member that is null counts as absent, and an `error` beside tokens refuses the whole reply: which
 * of the two is true cannot be known.
 */
export function readTokenReply({ reply, scope, identity }: ReplyRules, text: string): Result<StandardReply, ReplyFault> {
  const body = parseJson(text);
  if (body === undefined) return err("not_json");
  const members = readPath(body, reply.root);
  if (!isJsonObject(body) || (members !== undefined && !isJsonObject(members))) return err("not_object");
  if (reply.success && readPath(body, reply.success.path) !== reply.success.equals) return err("not_successful");
  if (readText(body, "error") !== null) return err("carries_error");

  const accessToken = readPath(members, reply.accessToken) ?? undefined;
  if (accessToken === undefined) return err("no_access_token");
  const { variables, isNotScope } = extractVariables(reply, identity, members);
  const standard = {
    access_token: accessToken,
    token_type: reply.tokenType === null ? "Bearer" : readPath(members, reply.tokenType),
    refresh_token: readPath(members, reply.refreshToken) ?? undefined,
    id_token: readPath(members, reply.idToken) ?? undefined,
    scope: standardScope(readPath(members, reply.scope), scope.separator, isNotScope),
  };
  return ok({ standard, members, variables });
}

/** Strings and lists of strings become the standard's form; anything else stays as it is, to be refused. */
function standardScope(
  value: unknown,
  separator: ProviderDefinition["scope"]["separator"],
  isNotScope: (part: string) => boolean,
): unknown {
  const isList = Array.isArray(value) && value.every((part) => typeof part === "string");
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "string" && !isList) return value;
  const parts = typeof value === "string" ? splitScope(value, separator) : (value as readonly string[]);
  return parts.filter((part) => !isNotScope(part)).join(" ");
}
