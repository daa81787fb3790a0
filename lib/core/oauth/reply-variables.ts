import type { ProviderDefinition } from "../providers/definition";
import { readPath, readText } from "./json-path";

type Extracted = {
  readonly variables: Readonly<Record<string, string>>;
  /** Whether a scope value only carries a variable, such as `store_id_3200`, and grants nothing. */
  readonly isNotScope: (value: string) => boolean;
};

/**
 * Takes the connection's variables out of a token reply.
 *
 * Members that identify the account are kept among them under their path, so that whose account it is
 * can still be told when the reply itself is gone.
 */
export function extractVariables(
  reply: ProviderDefinition["reply"],
  identity: ProviderDefinition["identity"],
  members: unknown,
): Extracted {
  const rules = reply.extract.map((rule) => ({ ...rule, expression: new RegExp(rule.pattern, "u") }));
  const taken = rules.flatMap(({ variable, path, expression }) => {
    const match = expression.exec(textAt(members, path));
    const value = match?.[1] ?? match?.[0];
    return value === undefined || value === "" ? [] : [[variable, value] as const];
  });
  const identifying = identity.flatMap((source) => (source.from === "reply" ? [source.id, source.name] : []));
  const kept = identifying.flatMap((path) => {
    const value = path === null ? null : readText(members, path);
    return path === null || value === null ? [] : [[path, value] as const];
  });
  return {
    variables: Object.fromEntries([...kept, ...taken]),
    isNotScope: (value) => rules.some((rule) => rule.removeFromScope && rule.expression.test(value)),
  };
}

function textAt(members: unknown, path: string): string {
  const value = readPath(members, path);
  return Array.isArray(value) ? value.join(" ") : (readText(members, path) ?? "");
}
