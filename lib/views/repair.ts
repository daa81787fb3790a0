import type { LinkState } from "../core/connections/repair-link";
import type { FailureCode } from "../core/errors";
import type { ProviderView } from "./connection";
import type { ConnectPageView } from "./flow";

/** The owner's page about the repair link of one connection. */
export type ShareView = {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderView;
  readonly account: string | null;
  /** Why no link can be made now; null: one can. `unknown_account`: nobody could check whose account comes back. */
  readonly cannot: "unknown_account" | "not_needed" | null;
  /** The link that waits to be used. Its code cannot be told again. */
  readonly open: { readonly madeAt: string; readonly endsAt: string } | null;
};

/** Why an open link is not gone on with: it works again, or it rests because its owner wants that. */
export type LinkEnd = Exclude<LinkState, "open"> | "not_needed";

/** What somebody sees who opens a repair link. Of a link that has ended nothing is told but that. */
export type RepairView =
  | { readonly state: LinkEnd }
  | ({
      readonly state: "open";
      readonly asker: string;
      readonly label: string;
      readonly account: string | null;
      readonly endsAt: string;
    } & Pick<
      ConnectPageView,
      | "provider"
      | "host"
      | "hostIsOpen"
      | "fields"
      | "required"
      | "also"
      | "oneOf"
      | "never"
      | "warnings"
      | "notes"
      | "staysConnected"
      | "signOutUrl"
      | "returned"
    >);

/** How a sign-in with a repair link ended. `unsure`: nobody could tell which account it was. */
export type RepairOutcome = "done" | "in_progress" | "unsure" | `link_${LinkEnd}` | FailureCode;

/** The page back from the marketplace. It names the marketplace only where the next step is there. */
export type RepairResultView = {
  readonly outcome: RepairOutcome;
  readonly provider: ProviderView;
  readonly reference: string;
  readonly signOutUrl: string | null;
};
