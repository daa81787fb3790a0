import type { SandboxClient } from "../market-state";

type Templates = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/** A template with a client's own values; null when it names something that only a connection has. */
function expectedOf(template: string, client: SandboxClient): string | null {
  const values: Templates = { ...client.extraSecrets, clientId: client.clientId, clientSecret: client.clientSecret ?? "" };
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
  if (names.some((name) => values[name] === undefined)) return null;
  return template.replace(PLACEHOLDER, (_, name: string) => values[name] ?? "");
}

/** The name of the first constant that a request lacks or says otherwise; null when all are there. */
export function unmetConstant(templates: Templates, client: SandboxClient, sent: (name: string) => string | null): string | null {
  const unmet = Object.entries(templates).find(([name, template]) => {
    const expected = expectedOf(template, client);
    return expected !== null && sent(name) !== expected;
  });
  return unmet === undefined ? null : unmet[0];
}
