import type { FailureClass, ReauthReason } from "./connection";
import type { DisplayStateName } from "./display-state-input";
import type { ConnectionRecord } from "./record";

/** Why a connection stands as it does: the name of a sentence under `admin.reason`, and the code behind it. */
export type Reason = {
  readonly text: `admin.reason.${string}`;
  /** What the provider or our own steps called it; null where no code says more. */
  readonly code: string | null;
};

/** Codes that say more than the class they belong to. */
const KNOWN_CODES: Readonly<Record<string, string>> = {
  rate_limited: "throttled",
  throttled: "throttled",
  reply_malformed: "unreadable",
  key_unavailable: "key_unavailable",
  lease_over: "too_slow",
  journal_unavailable: "journal",
};

/**
 * The reason to show to an admin; null where there is nothing to explain.
 *
 * @param missing how many wanted permissions were not given
 */
export function reasonOf(state: DisplayStateName, connection: ConnectionRecord, missing: number): Reason | null {
  const { keeping, reauthReason, revocationResult } = connection;
  const failing = keeping.failuresInRow > 0 ? keeping.lastFailure : null;
  switch (state) {
    case "reconnect":
      return {
        text: `admin.reason.reconnect.${reauthReason ?? withoutReason(connection)}`,
        code: keeping.lastFailure?.code || null,
      };
    case "trouble_off":
    case "trouble_on":
      // What is wrong with all of them explains each, except what is wrong here.
      if (connection.trouble !== null && failing?.class !== "ours")
        return { text: `admin.reason.trouble.${connection.trouble.kind}`, code: failing?.code || null };
      return failing ? failed(failing) : { text: "admin.reason.not_renewed", code: null };
    case "ends_soon":
      return { text: `admin.reason.${keeping.hasRefresh ? "permission_ends" : "no_renewal"}`, code: null };
    case "partial":
      return { text: missing === 1 ? "admin.reason.missing_one" : "admin.reason.missing", code: null };
    case "paused":
      return { text: "admin.reason.paused", code: null };
    case "disconnected":
      return { text: `admin.reason.ended.${revocationResult ?? "pending"}`, code: null };
    case "working":
      return failing ? { text: "admin.reason.failed_once", code: failing.code || null } : null;
  }
}

/** Access ran out and nothing renews it, although nobody has written down why. */
function withoutReason({ status, keeping }: ConnectionRecord): ReauthReason {
  if (status === "NEEDS_REAUTH") return "invalid_grant";
  return keeping.hasRefresh ? "refresh_token_expired" : "no_refresh_token";
}

function failed({ class: who, code }: { readonly class: FailureClass; readonly code: string }): Reason {
  const known = Object.hasOwn(KNOWN_CODES, code) ? KNOWN_CODES[code] : undefined;
  return { text: `admin.reason.failed.${known ?? who}`, code: code || null };
}
