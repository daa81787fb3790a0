import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { settingsOf } from "./settings";
import * as words from "./words";

const code = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(", ");
const line = (name: string, text: string | null): string[] => (text === null ? [] : [`- **${name}**: ${text}`]);

/** Everything that a person needs who registers an application there. */
export function section(definition: ProviderDefinition): string {
  const { displayName, homeUrl, scope, rotation, expiry, renewals, canary, codeLifetimeSeconds, api } = definition;
  return [
    `## ${displayName}`,
    "",
    `<${homeUrl}>`,
    "",
    ...line("Register", callbackAddress(definition)),
    ...line("Environments", environments(definition)),
    ...line("Asked for", [...scope.required, ...oneOf(scope.oneOf)].length === 0 ? null : asked(definition)),
    ...line("Client", `${words.clientAuthentication(definition)}; PKCE ${words.pkce(definition)}`),
    ...line(
      "Code",
      codeLifetimeSeconds === null ? null : `works for ${words.duration(codeLifetimeSeconds)}; it is exchanged at once`,
    ),
    ...line("Access", access(definition)),
    ...line("Permission", `${words.permissionLife(definition)}; refresh token: ${refreshToken(definition)}`),
    ...line(
      "Limit",
      rotation.perUserCap === null
        ? null
        : `${rotation.perUserCap} permissions for each account; the oldest goes first, so each reconnect gives its old one back`,
    ),
    ...line(
      "Renewed",
      expiry.renewWithinSeconds === null
        ? null
        : `at least every ${words.duration(expiry.renewWithinSeconds)}, as the marketplace asks`,
    ),
    ...line(
      "Renewals",
      `at most ${renewals.perSecond} in a second and ${renewals.atOnce} at once in a process; settings may say otherwise`,
    ),
    ...line(
      "Self-check",
      canary === "allowed"
        ? "our credentials are tried once an hour with a made-up token"
        : `none: ${canary.off.source.split(": ").at(-1)}`,
    ),
    ...line(
      "Rate",
      api.rate === null
        ? null
        : `${api.rate.requests} call${api.rate.requests === 1 ? "" : "s"} in ${words.duration(api.rate.perSeconds)}`,
    ),
    ...line("Cancelling", cancelling(definition)),
    ...line("Account", words.identity(definition)),
    "",
    "| Setting | What it is | Without it |",
    "|---|---|---|",
    ...settingsOf(definition).map(({ name, says, otherwise }) => `| \`${name}\` | ${says} | ${otherwise ?? missing(name)} |`),
    "",
    ...sources(definition),
  ].join("\n");
}

/** A registration begins with its id; once that is set, whatever else is missing stops the start. */
const missing = (name: string): string => (name.endsWith("_CLIENT_ID") ? "the marketplace is not offered" : "the start stops");

const oneOf = (values: readonly string[]): readonly string[] => (values.length === 0 ? [] : [`one of ${code(values)}`]);

function asked({ scope }: ProviderDefinition): string {
  const wanted = [...(scope.required.length === 0 ? [] : [code(scope.required)]), ...oneOf(scope.oneOf)].join(" and ");
  return scope.optional.length === 0 ? wanted : `${wanted}; a seller may add ${code(scope.optional)}`;
}

function callbackAddress({ id, redirect, variables }: ProviderDefinition): string {
  const address = `\`https://your.address/api/oauth/${id}/callback${redirect.perRegistration ? "/{registration}" : ""}\``;
  const https = {
    required: "it must be https",
    optional: "plain http is taken for a machine of your own",
    unknown: "whether plain http is taken is not documented",
  }[redirect.https];
  const alias = redirect.kind === "alias" ? "; the marketplace gives it a name, and that name is a setting" : "";
  const typed = variables.filter(({ from }) => from === "user").map(({ name }) => `\`${name}\``);
  const asks = typed.length === 0 ? "" : `; the seller types ${typed.join(", ")} before leaving`;
  return `the callback address ${address} (${https})${alias}${asks}`;
}

const environments = ({ environments: all }: ProviderDefinition): string =>
  Object.entries(all)
    .map(([id, { isTest, bases }]) => `\`${id}\`${isTest ? " (for tests)" : ""} at ${code([...new Set(Object.values(bases))])}`)
    .join("; ");

function access(definition: ProviderDefinition): string {
  const { expiry } = definition;
  const told = expiry.sources.map((source) =>
    source.from === "jwt" ? `\`${source.claim}\` of the token itself` : `\`${source.path}\``,
  );
  const rule = expiry.rule === "earliest" && told.length > 1 ? "the earlier of " : "";
  return `${words.accessLife(definition)}; the reply tells it by ${rule}${told.join(" and ")}`;
}

const LOST: Readonly<Record<ProviderDefinition["rotation"]["lostReply"], string>> = {
  retry_same: "after a lost reply the same one is tried again",
  reconnect: "after a lost reply the seller is asked",
  unknown: "what a lost reply costs is not documented",
};

function refreshToken(definition: ProviderDefinition): string {
  const { issuedByScope, lostReply } = definition.rotation;
  const scope = issuedByScope === null ? [] : [`it comes only with \`${issuedByScope}\``];
  return [words.rotation(definition), ...scope, LOST[lostReply]].join("; ");
}

function cancelling(definition: ProviderDefinition): string {
  const reach = words.reach(definition);
  const page = definition.texts.manageAccessUrl;
  return [
    words.cancelling(definition),
    ...(reach === null ? [] : [`ends ${reach}`]),
    `left after that: ${words.surviving(definition)}`,
    ...(page === null ? [] : [`a seller's own page: <${page}>`]),
  ].join("; ");
}

const TAGS = { D: "Documented", R: "Official source", S: "Secondary source", M: "Measured", I: "Inferred", U: "Not verified" };

/** Where each dimension comes from, best evidence first. */
function sources({ evidence }: ProviderDefinition): string[] {
  const entries = Object.entries(evidence);
  return Object.entries(TAGS).flatMap(([tag, name]) => {
    const tagged = entries.filter(([, each]) => each.tag === tag);
    const distinct = [...new Set(tagged.map(([, { source }]) => source))];
    const dimensions = (source: string) => tagged.filter(([, each]) => each.source === source).map(([dimension]) => dimension);
    return distinct.length === 0
      ? []
      : [`- ${name}`, ...distinct.map((source) => `  - ${source} (${dimensions(source).join(", ")})`)];
  });
}
