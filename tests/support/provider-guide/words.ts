import type { ProviderDefinition } from "@/lib/core/providers/definition";

const UNITS = [
  ["year", 365 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A duration in the largest unit of which it is a whole number; years may be halved: `90 days`, `1.5 years`. */
export function duration(seconds: number): string {
  const fits = ([unit, size]: readonly [string, number]) =>
    seconds >= size && seconds % (unit === "year" ? size / 2 : size) === 0;
  const [unit, size] = UNITS.find(fits) ?? ["second", 1];
  const count = seconds / size;
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}

export function accessLife({ expiry }: ProviderDefinition): string {
  const { otherwise } = expiry;
  if (typeof otherwise === "object") return duration(otherwise.fixedSeconds);
  return otherwise === "never" ? "as the reply says, else no end" : "as the reply says, else unknown";
}

export function permissionLife({ refreshLifetime, rotation, evidence }: ProviderDefinition): string {
  const { absoluteSeconds, idleSeconds, sliding } = refreshLifetime;
  if (rotation.kind === "none") return "cannot be renewed";
  if (absoluteSeconds !== null) return `${duration(absoluteSeconds)} ${sliding ? "from the last renewal" : "from sign-in"}`;
  if (idleSeconds !== null) return `${duration(idleSeconds)} without use`;
  // Where a document was found and no figure is given, there is no end.
  return evidence.refreshLifetime?.tag === "U" ? "not documented" : "no end";
}

const ROTATIONS: Readonly<Record<ProviderDefinition["rotation"]["kind"], string>> = {
  none: "none",
  static: "stays the same",
  rotating_single_use: "new at each renewal, the old one is used up",
  rotating_grace: "new at each renewal, the old one works a little longer",
  rotating_until_used: "new at each renewal, the old one works until the new one is used",
  unknown: "not documented",
};
export const rotation = ({ rotation: { kind } }: ProviderDefinition): string => ROTATIONS[kind];

const WITHOUT_CALL: Readonly<Record<"browser" | "uninstall" | "manual" | "undocumented", string>> = {
  browser: "on the marketplace's own page",
  uninstall: "by removing the application there",
  manual: "by the seller, in their account there",
  undocumented: "no call is documented",
};

/** How access is ended there. */
export function cancelling({ revocation }: ProviderDefinition): string {
  switch (revocation.kind) {
    case "rfc7009":
      return "one call, with the refresh token";
    case "http":
      return revocation.needsFreshAccessToken ? "one call, with access that still works" : "one call";
    case "resource":
      return "our entry in the list of applications is deleted";
    default:
      return WITHOUT_CALL[revocation.kind];
  }
}

const REACHES: Readonly<Record<"token" | "grant" | "account" | "person", string>> = {
  token: "one connection",
  grant: "one sign-in",
  account: "everything of this account that was given to this application",
  person: "everything that the same person gave to this application",
};

/** What a cancellation ends; null where there is no call. */
export const reach = ({ revocation }: ProviderDefinition): string | null =>
  "scope" in revocation ? REACHES[revocation.scope] : null;

/** What of a seller's access is left once they have disconnected. */
export function surviving({ revocation }: ProviderDefinition): string {
  if (!("scope" in revocation)) return "access, until its own end or until the seller removes us there";
  return revocation.accessTokenSurvives ? "access, until its own end" : "nothing";
}

/** What tells one account from another. */
export function identity({ identity: sources, displayName }: ProviderDefinition): string {
  const decisive = sources.find(({ stable }) => stable);
  if (!decisive) return "unknown; the seller confirms the label";
  switch (decisive.from) {
    case "reply":
      return `\`${decisive.id}\` of the token reply`;
    case "jwt":
      return `\`${decisive.id}\` of the ${decisive.token === "id_token" ? "checked id_token" : "access token"}`;
    case "get":
      return `\`${decisive.id}\` of a call to ${displayName}'s API`;
    case "resource":
      return `\`${decisive.id}\` of a linked document`;
    case "variable":
    case "callback":
      return `\`${decisive.name}\`, part of the permission`;
    default:
      return "unknown";
  }
}

const METHODS = { basic: "HTTP Basic", post: "id and secret in the body", none: "no secret", hook: "signed requests" } as const;

export const clientAuthentication = ({ client }: ProviderDefinition): string =>
  client.methods
    .map((method) =>
      method === "basic"
        ? `${METHODS.basic}${client.basicEncoding === "form" ? " (id and secret encoded first)" : ""}`
        : METHODS[method],
    )
    .join(", else ");

const PKCE: Readonly<Record<ProviderDefinition["pkce"]["use"], string>> = {
  required: "required there, always sent",
  send: "sent",
  never: "not sent",
  undocumented: "not documented, sent all the same",
};
export const pkce = ({ pkce: { use } }: ProviderDefinition): string => PKCE[use];
