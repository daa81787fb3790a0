import type { ConnectionRecord } from "../core/connections/record";
import { effectOf } from "../core/oauth/error-effect";
import { withImplied } from "../core/oauth/scope";
import type { NewEvent } from "../core/ports/history";
import type { ProbeOutcome } from "../core/ports/provider-client";
import type { ProviderDefinition } from "../core/providers/definition";
import type { CheckView } from "../views/connection";
import { scopeView } from "./present-provider";
import type { Probed } from "./probe-connection";

type Read = {
  readonly view: CheckView;
  readonly event: Pick<NewEvent, "type" | "data">;
  /** What an admin needs to find out why the call itself was refused; null: nothing to find out. */
  readonly refusal: Readonly<Record<"class" | "status" | "code", string>> | null;
  /** How long the provider wants to be left alone. */
  readonly waitMs: number;
};

type Refused = Extract<ProbeOutcome, { ok: false }>;
type At = { readonly now: Date; readonly reference: string };

/** What a check tells its seller, the timeline and, where only they can act, the admins. */
export function readCheck(definition: ProviderDefinition, connection: ConnectionRecord, probed: Probed, at: At): Read {
  if (probed.kind === "resting") {
    const until = new Date(at.now.getTime() + probed.restsMs).toISOString();
    return told(probed.refused ? { did: "setup", reference: at.reference } : { did: "busy", until });
  }
  const { outcome, renewed } = probed;
  if (!outcome.ok) return readRefusal(definition, connection, outcome, { ...at, renewed });
  const { durationMs } = outcome.evidence;
  const data = { seconds: (durationMs / 1000).toFixed(1) };
  const type = renewed ? "checked.renewed" : "checked.works";
  return { ...told({ did: "works", renewed, tookMs: durationMs }), event: { type, data } };
}

function readRefusal(
  definition: ProviderDefinition,
  { scopeGranted, keeping }: ConnectionRecord,
  outcome: Refused,
  { now, reference, renewed }: At & { readonly renewed: boolean },
): Read {
  const refusal = {
    class: outcome.class,
    status: String(outcome.evidence.status ?? ""),
    code: outcome.evidence.errorCode ?? "",
  };
  switch (effectOf(outcome.class)) {
    case "client_misconfigured":
      return { ...told({ did: "setup", reference }), refusal };
    case "throttled": {
      const waitMs = (outcome.retryAfterSeconds ?? 0) * 1000;
      return { ...told({ did: "busy", until: waitMs > 0 ? new Date(now.getTime() + waitMs).toISOString() : null }), waitMs };
    }
    case "scope_reduced": {
      const granted = withImplied(scopeGranted, definition.scope.implies);
      const lacking = outcome.missing.filter((value) => !granted.has(value));
      // Named although we have it on record: then the record is what is wrong, and the name still helps.
      const named = lacking.length > 0 ? lacking : outcome.missing;
      return told({ did: "less_access", missing: named.map((value) => scopeView(definition, value, false)) });
    }
    case "refresh_and_retry":
    case "grant_rejected":
      if (!renewed && !keeping.hasRefresh) return told({ did: "ended" });
      return { ...told({ did: "refused", reference }), refusal };
    default:
      return told({ did: "trouble" });
  }
}

const told = (view: CheckView): Read => ({ view, event: { type: `checked.${view.did}` }, refusal: null, waitMs: 0 });
