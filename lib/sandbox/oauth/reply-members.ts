import type { ProviderDefinition } from "../../core/providers/definition";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import type { ReplyAbout, ReplyMembers } from "../quirks/reply-shape";

/** What is sent is shaped by the habits of the look-alike as well. */
type About = ReplyAbout & { readonly market: Marketplace };

type Issued = {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  readonly scope: readonly string[];
};

type ReplySource = Extract<ProviderDefinition["expiry"]["sources"][number], { readonly from: "reply" }>;

/** A lifetime as the definition's source reads it; `auto` is given in seconds from now. */
function lifetimeAs({ as }: ReplySource, lifetimeSeconds: number, now: number): number | string {
  const endsAt = now + lifetimeSeconds * 1000;
  if (as === "iso8601") return new Date(endsAt).toISOString().replace(/\.\d{3}Z$/, "Z");
  if (as === "epoch") return Math.floor(endsAt / 1000);
  return as === "millis" ? endsAt : lifetimeSeconds;
}

function tokenType({ definition, quirks }: About["market"]): string | null {
  if (quirks.tokenType !== undefined) return quirks.tokenType;
  if (hasRule(quirks, "bearer_lower_case")) return "bearer";
  return definition.reply.tokenType === null ? null : "Bearer";
}

/** How long the permission itself still lasts, where the definition says that replies tell it. */
function permissionEnds({ market, grant, now }: About): ReplyMembers {
  const { replyPath, absoluteSeconds, sliding } = market.definition.refreshLifetime;
  if (replyPath === null || absoluteSeconds === null) return {};
  const since = sliding ? now : grant.startedAt;
  return { [replyPath]: Math.max(0, Math.floor((since + absoluteSeconds * 1000 - now) / 1000)) };
}

/** The members by which the definition tells whose account it is. */
function identifying({ market, account }: About): ReplyMembers {
  const source = market.definition.identity.find((candidate) => candidate.from === "reply");
  if (source?.from !== "reply" || account === null) return {};
  return {
    ...(source.id === null ? {} : { [source.id]: market.quirks.subjectOf?.(account.id) ?? account.id }),
    ...(source.name === null ? {} : { [source.name]: account.fullName }),
  };
}

/** Every member of a token reply that the definition has a name for. */
export function replyMembers(about: About, issued: Issued): ReplyMembers {
  const { reply, scope, expiry } = about.market.definition;
  const type = tokenType(about.market);
  const sources = expiry.sources.filter((source) => source.from === "reply");
  const lifetimes = sources.map((source) => [source.path, lifetimeAs(source, about.lifetimeSeconds, about.now)] as const);
  return {
    [reply.accessToken]: issued.accessToken,
    ...(type === null ? {} : { [reply.tokenType ?? "token_type"]: type }),
    ...Object.fromEntries(lifetimes),
    ...(issued.refreshToken === null ? {} : { [reply.refreshToken]: issued.refreshToken, ...permissionEnds(about) }),
    ...(issued.idToken === null ? {} : { [reply.idToken]: issued.idToken }),
    [reply.scope]: issued.scope.join(scope.separator),
    ...identifying(about),
  };
}
