import type { HttpFailure, ProviderRequest } from "./http";
import type { ProviderClient, ProviderTarget } from "./provider-client";

/**
 * How far we get to one host of a provider without asking it anything.
 *
 * `name`: `given` where the address names no host that has to be looked up, `unknown` where the name has no
 * address, `late` where nobody told one in time, `forbidden` where it leads to a place that may not be called.
 * `line`: `safe` with TLS (RFC 8446), `open` without, `not_safe` where the handshake failed. null: not tried.
 */
export type LineReport = {
  readonly host: string;
  readonly name: "found" | "given" | "unknown" | "late" | "forbidden";
  readonly line: "safe" | "open" | "closed" | "late" | "not_safe" | "forbidden" | null;
  readonly tookMs: number;
};

/** What came of opening the page on which sellers agree. */
export type PageFinding =
  | { readonly kind: "not_tried"; readonly why: "before" | "needs_value" | "no_address" }
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "failed"; readonly reason: HttpFailure["reason"] };

/** A call as somebody beside the line could describe it. No query, no body, and of headers only the names. */
export type SeenCall = {
  readonly method: ProviderRequest["method"];
  readonly host: string;
  /** With everything that looks like a secret masked. */
  readonly path: string;
  readonly status: number | null;
  readonly reason: HttpFailure["reason"] | null;
  readonly durationMs: number;
  /** Names in lower case. */
  readonly sent: readonly string[];
  readonly received: readonly string[];
};

/** One look at a provider, with every call of it written down. */
export type Examination = {
  readonly provider: Pick<ProviderClient, "refresh" | "probe">;
  /**
   * Opens a line to each host that renewals and checks need, and closes it again: no byte of a request leaves.
   *
   * @returns null where the settings give no address
   */
  readonly lines: (place: {
    readonly target: ProviderTarget;
    readonly variables: Readonly<Record<string, string>>;
  }) => Promise<readonly LineReport[] | null>;
  /** Opens the page on which sellers agree, as far as its first answer; nobody is signed in and nothing is agreed to. */
  readonly page: (place: {
    readonly target: ProviderTarget;
    readonly variables: Readonly<Record<string, string>>;
    readonly url: string;
  }) => Promise<PageFinding>;
  /** What was called so far, in the order of the answers. */
  readonly calls: () => readonly SeenCall[];
};

export type Examine = () => Examination;
