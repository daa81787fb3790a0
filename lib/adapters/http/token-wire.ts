import type * as oauth from "oauth4webapi";
import { type AccessLifetime, readAccessLifetime, readRefreshLifetime } from "../../core/oauth/expiry";
import type { IdTokenIssuer } from "../../core/oauth/id-token-issuer";
import { readTokenReply, type StandardReply } from "../../core/oauth/token-reply";
import { buildTokenRequest, type GrantKind } from "../../core/oauth/token-request";
import type { ProviderTarget, RawReply } from "../../core/ports/provider-client";
import { type Call, type CallDeps, callProvider } from "./call-provider";
import { type FailedOutcome, failedOutcome, malformedOutcome, unsentOutcome } from "./failed-call";
import { rawReply } from "./raw-reply";

/** One token request on its way through the wire. */
export type TokenCall = {
  readonly target: ProviderTarget;
  readonly grant: GrantKind;
  readonly variables: Readonly<Record<string, string>>;
  /** null: an id_token of this provider is not looked at. */
  readonly issuer: IdTokenIssuer | null;
  /** What the request proves or redeems; kept out of every record. */
  readonly secrets: readonly string[];
  /** Given a reply that may hold tokens, before it is read. */
  readonly keep?: ((reply: RawReply) => Promise<void>) | undefined;
};

/** What came over the wire. */
export type WireReading =
  | {
      readonly ok: true;
      readonly reply: StandardReply;
      readonly access: AccessLifetime;
      readonly refreshSeconds: number | null;
      readonly call: Call;
    }
  | { readonly ok: false; readonly outcome: FailedOutcome };

type StandardFetch = (url: string, options: oauth.CustomFetchOptions<"POST", URLSearchParams>) => Promise<Response>;

/**
 * The wire between the protocol library and a provider's dialect.
 *
 * `fetch` takes the library's standard request, sends the provider's, and answers with a standard reply.
 * `reading` is there once `fetch` has been called; when it is a failure, the definition's rules have
 * judged the provider's own words, and the library must not be asked.
 */
export function openTokenWire(
  deps: CallDeps,
  call: TokenCall,
): { readonly fetch: StandardFetch; readonly reading: () => WireReading } {
  let reading: WireReading | null = null;
  return {
    fetch: async (_url, { body }) => {
      reading = await carry(deps, call, body);
      return standardResponse(call, reading);
    },
    reading: () => {
      if (reading === null) throw new Error("the protocol library sent no token request");
      return reading;
    },
  };
}

/** What the protocol library gets to read: a reply in the standard's words. */
export const standardResponse = (call: TokenCall, reading: WireReading): Response =>
  reading.ok ? Response.json(withoutUncheckable(call, reading.reply.standard)) : new Response(null, { status: 500 });

async function carry(deps: CallDeps, tokenCall: TokenCall, standard: URLSearchParams): Promise<WireReading> {
  const { target, grant, variables, keep } = tokenCall;
  const request = buildTokenRequest(target, { grant, standard, variables });
  if (!request.ok) return { ok: false, outcome: unsentOutcome(request.error) };
  const call = await callProvider(deps, { target, variables, request: request.value });
  const raw = rawReply(call);
  if (raw !== null) await keep?.(raw);
  return readWire(tokenCall, call);
}

/** Reads what came, by the definition. */
export function readWire({ target, grant, secrets }: TokenCall, call: Call): WireReading {
  const failed = (): WireReading => ({
    ok: false,
    outcome: failedOutcome(grant === "code" ? "token" : "refresh", target, call, secrets),
  });
  if (!call.outcome.ok || call.outcome.reply.status !== 200) return failed();

  const reply = readTokenReply(target.definition, call.outcome.reply.body);
  if (!reply.ok) return failed();
  const access = readAccessLifetime(target.definition.expiry, reply.value.members, call.timing);
  if (!access.ok) return { ok: false, outcome: malformedOutcome(call, "the lifetime of the reply cannot be read") };
  const refreshSeconds = readRefreshLifetime(
    target.definition.refreshLifetime,
    { members: reply.value.members, grant },
    call.timing,
  );
  return { ok: true, reply: reply.value, access: access.value, refreshSeconds, call };
}

/** An id_token of a provider without a known issuer proves nothing, so the library is not asked to check it. */
const withoutUncheckable = ({ issuer }: TokenCall, standard: StandardReply["standard"]): object =>
  issuer === null ? { ...standard, id_token: undefined } : standard;
