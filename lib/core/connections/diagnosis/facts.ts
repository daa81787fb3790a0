import type { LineReport, SeenCall } from "../../ports/examination";
import type { ProbeOutcome, TokenOutcome } from "../../ports/provider-client";
import type { CanaryResult } from "../canary";
import type { ConnectionRecord } from "../record";

/** What is known about whether the provider takes our own credentials. */
export type ClientFinding =
  | { readonly kind: "tried"; readonly result: CanaryResult; readonly outcome: TokenOutcome; readonly call: SeenCall | null }
  /** Somebody tried lately, and that was not repeated. */
  | { readonly kind: "kept"; readonly result: CanaryResult; readonly at: Date }
  /** `off`: the definition does not allow it. `no_target`: the settings are not whole. */
  | { readonly kind: "not_tried"; readonly why: "off" | "resting" | "before" | "no_target" };

/** What the harmless call of the API showed about this access. */
export type AccessFinding =
  | { readonly kind: "asked"; readonly outcome: ProbeOutcome; readonly call: SeenCall | null }
  | {
      readonly kind: "not_asked";
      readonly why: "before" | "resting" | "no_call" | "over" | "too_soon" | "key" | "not_active";
    };

/** Everything that a diagnosis is judged by. */
export type DiagnosisFacts = {
  readonly now: Date;
  readonly connection: ConnectionRecord;
  /** null: the settings give no address. */
  readonly lines: readonly LineReport[] | null;
  readonly client: ClientFinding;
  readonly access: AccessFinding;
  /** Wanted and not given. */
  readonly missing: readonly string[];
  /** The provider has permissions that a seller gives one by one. */
  readonly hasPermissions: boolean;
  /** Until when the provider wants to be left alone; null: it does not, or did not say. */
  readonly restsUntil: Date | null;
  /** The permission, or access that nothing renews, ends soon. */
  readonly endsSoon: boolean;
};

/** The findings that a call was made for. */
export function madeCalls({ client, access }: Pick<DiagnosisFacts, "client" | "access">): readonly {
  readonly outcome: TokenOutcome | ProbeOutcome;
  readonly call: SeenCall | null;
}[] {
  return [...(client.kind === "tried" ? [client] : []), ...(access.kind === "asked" ? [access] : [])];
}
