import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { MarketState } from "../market-state";
import type { Account, Grant } from "../state/records";

/** A call whose access token works. `request.variables` holds what stands in the address. */
export type ApiCall = {
  readonly market: MarketState;
  readonly request: SandboxRequest;
  readonly account: Account;
  readonly grant: Grant;
};

/** A call of an address that needs no token; `caller` is null when none came along. */
export type OpenCall = Pick<ApiCall, "market" | "request"> & { readonly caller: ApiCall | null };

type Place = {
  /** A template of one of the definition's bases; further `{name}` segments are handed on. */
  readonly address: string;
  /** GET, unless it says otherwise. */
  readonly method?: "GET" | "POST" | "DELETE";
};

/** An address of the look-alike's API: what it needs and which made-up answer it gives. */
export type Resource = Place &
  (
    | { readonly open: true; readonly answer: (call: OpenCall) => Answer }
    | {
        readonly open?: false;
        /** Scope value without which it is refused; null asks for none. */
        readonly scope: string | null;
        /** An application ends access here, so the switch for that works. */
        readonly endsAccess?: boolean;
        readonly answer: (call: ApiCall) => Answer;
      }
  );

/** Why a call is turned away. Times are epoch milliseconds. */
export type ApiRefusal =
  | { readonly why: "no_token" | "unknown" | "ended" }
  | { readonly why: "expired"; readonly expiredAt: number }
  | { readonly why: "scope"; readonly scope: string };
