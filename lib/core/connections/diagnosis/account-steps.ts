import { effectOf } from "../../oauth/error-effect";
import type { ReauthReason } from "../connection";
import type { ConnectionRecord } from "../record";
import type { AccessFinding, DiagnosisFacts } from "./facts";
import type { DiagnosisStep } from "./report";
import { step } from "./step";

/** Whether the provider knows us: our own credentials, which are the same for all connections. */
export function clientStep({ client, access, connection }: DiagnosisFacts): DiagnosisStep {
  if (client.kind === "not_tried" && client.why === "no_target") return step("client", "wrong", "set_up");
  if (access.kind === "asked" && !access.outcome.ok && effectOf(access.outcome.class) === "client_misconfigured")
    return step("client", "wrong", "refused_use");
  if (client.kind === "tried" && client.result === "refused") return step("client", "wrong", "refused");
  if (client.kind === "tried" && client.result === "accepted") return step("client", "fine", "accepted");
  // What is known of all connections there stands until something shows the opposite.
  if (connection.trouble?.kind === "credentials") return step("client", "wrong", "refused_lately", {}, connection.trouble.since);
  if (client.kind === "kept" && client.result !== "no_word")
    return client.result === "refused"
      ? step("client", "wrong", "refused_lately", {}, client.at)
      : step("client", "fine", "accepted_lately", {}, client.at);
  const { lastRefreshedAt, failuresInRow } = connection.keeping;
  if (lastRefreshedAt !== null && failuresInRow === 0) return step("client", "fine", "by_renewal", {}, lastRefreshedAt);
  return step("client", "untried", client.kind === "not_tried" && client.why !== "no_target" ? client.why : "unclear");
}

/** Why a connection needs its seller, as the seller reads it. */
const GONE = {
  invalid_grant: "withdrawn",
  consent_revoked: "withdrawn",
  sign_in_again: "sign_in_again",
  refresh_outcome_lost: "lost",
  refresh_token_expired: "ran_out",
  no_refresh_token: "ran_out",
  account_mismatch: "other_account",
  issuer_changed: "other_account",
  decrypt_failed: "unreadable",
  restored_from_backup: "restored",
} as const satisfies Record<ReauthReason, string>;

/** Whether the seller's permission still opens this account. */
export function grantStep({ connection, access, now }: DiagnosisFacts): DiagnosisStep {
  const { status, reauthReason, brokenSince, keeping, trouble } = connection;
  if (status === "NEEDS_REAUTH") return step("grant", "wrong", GONE[reauthReason ?? "invalid_grant"], {}, brokenSince);
  // A refused renewal counts although access that was given out before still opens the door.
  if (keeping.refusals > 0 && keeping.failuresInRow > 0)
    return trouble?.kind === "refusals"
      ? step("grant", "wrong", "refused_for_many", {}, trouble.since)
      : step("grant", "wrong", "refused_once", {}, keeping.refreshAfter);
  if (access.kind === "asked" && access.outcome.ok)
    return step("grant", "fine", "let_in", { seconds: access.outcome.evidence.durationMs / 1000 });
  if (isOver(connection, now) && !keeping.hasRefresh) return step("grant", "wrong", "ran_out", {}, keeping.accessExpiresAt);
  if (status === "PAUSED") return step("grant", "untried", "paused");
  return access.kind === "asked" ? refusedStep(access, connection) : keptStep(access, connection);
}

function refusedStep({ outcome }: Extract<AccessFinding, { kind: "asked" }>, { keeping }: ConnectionRecord): DiagnosisStep {
  if (outcome.ok) throw new Error("diagnosis: a call that was let in is no refusal");
  switch (effectOf(outcome.class)) {
    case "refresh_and_retry":
    case "grant_rejected":
      return keeping.hasRefresh ? step("grant", "wrong", "refused_now") : step("grant", "wrong", "ran_out");
    case "scope_reduced":
      return step("grant", "fine", "let_in", { seconds: outcome.evidence.durationMs / 1000 });
    case "attempt_ends":
      return step("grant", "wrong", "not_let_in");
    default:
      return step("grant", "untried", "unclear");
  }
}

/** Without a call of now: what the last renewal showed. */
function keptStep({ why }: Extract<AccessFinding, { kind: "not_asked" }>, { keeping }: ConnectionRecord): DiagnosisStep {
  if (why === "key" || why === "over" || why === "before") return step("grant", "untried", why);
  if (keeping.failuresInRow === 0) return step("grant", "fine", "renewed", {}, keeping.lastRefreshedAt ?? keeping.obtainedAt);
  return step("grant", "untried", why === "no_call" || why === "not_active" ? "unclear" : why);
}

const isOver = ({ keeping }: ConnectionRecord, now: Date): boolean =>
  keeping.accessEndKnown && keeping.accessExpiresAt !== null && keeping.accessExpiresAt <= now;

/** Whether we may do what was asked for. */
export function scopeStep({ access, missing, hasPermissions }: DiagnosisFacts): DiagnosisStep {
  const told = access.kind === "asked" && !access.outcome.ok && access.outcome.class === "insufficient_scope";
  if (told) return step("scope", "wrong", "told_less", {}, null, access.outcome.missing);
  if (missing.length > 0) return step("scope", "wrong", "missing", { count: missing.length }, null, missing);
  return step("scope", "fine", hasPermissions ? "all" : "no_list");
}
