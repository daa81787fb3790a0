const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** What the judgement depends on. Header values are as received; null: not sent. */
export type Provenance = {
  readonly method: string;
  readonly secFetchSite: string | null;
  readonly origin: string | null;
  readonly appOrigin: string;
};

/**
 * Whether a request may change something: only one that a page of ours sent.
 *
 * `Sec-Fetch-Site` decides where it is sent. `Origin` decides where it is not, and cannot come first:
 * it is "null" on a form of a page without a referrer. Neither: refused.
 *
 * @see W3C Fetch Metadata; `security.md` D5
 */
export function mayChange(request: Provenance): boolean {
  if (READS.has(request.method)) return true;
  if (request.secFetchSite !== null) return request.secFetchSite === "same-origin";
  return request.origin === request.appOrigin;
}
