/** A request to a provider. The whole exchange, body included, ends at `deadlineMs`. */
export type ProviderRequest = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Origins this call may go to, for example `https://account.marketplace.example`. Anything else is refused before a byte leaves. */
  readonly allowedOrigins: readonly string[];
  /** Origins that may be reached over plain http and on loopback: the sandbox and test servers, nothing else. */
  readonly httpOrigins: readonly string[];
  readonly deadlineMs: number;
};

/** A whole reply, decompressed, never longer than the cap. */
export type ProviderReply = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Provider clock minus ours in milliseconds, from the `Date` header; null without one. Resolution: one second. */
  readonly clockSkewMs: number | null;
};

/**
 * Why there is no reply. `refused_by_guard` means that nothing was sent. `requestSent` tells whether
 * bytes of the request left us: if so the provider may have acted, and the outcome is unknown.
 */
export type HttpFailure = {
  readonly reason:
    | "refused_by_guard"
    | "dns"
    | "connect"
    | "tls"
    | "timeout"
    | "reset"
    | "body_too_large"
    | "redirect"
    | "headers_too_large";
  readonly requestSent: boolean;
  /** For logs and admins; holds host and reason, never a path with a query, header or body. */
  readonly detail: string;
  readonly status?: number;
};

export type HttpOutcome =
  | { readonly ok: true; readonly reply: ProviderReply }
  | { readonly ok: false; readonly failure: HttpFailure };

/** The one way to call a provider. Never throws for anything the network or the provider does. */
export type GuardedHttp = (request: ProviderRequest) => Promise<HttpOutcome>;
