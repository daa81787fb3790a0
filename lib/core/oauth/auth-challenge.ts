/** What a `WWW-Authenticate` header says about an error (RFC 6750 §3). */
export type AuthChallenge = {
  /** In lower case, for example `bearer`. */
  readonly scheme: string;
  readonly error: string | null;
  readonly description: string | null;
  /** What would be enough for the call, space-separated (RFC 6750 §3). */
  readonly scope: string | null;
};

/**
 * Reads a challenge; null without one. With several, the one that names an error counts.
 *
 * Only what error classes need is read, so this is not a parser of RFC 9110 §11.6.1: the scheme that
 * begins the header, and the three parameters wherever they stand.
 */
export function readAuthChallenge(header: string | undefined): AuthChallenge | null {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9-]*)(\s|,|$)/.exec(header ?? "")?.[1];
  if (header === undefined || scheme === undefined) return null;
  return {
    scheme: scheme.toLowerCase(),
    error: parameter(header, "error"),
    description: parameter(header, "error_description"),
    scope: parameter(header, "scope"),
  };
}

function parameter(header: string, name: string): string | null {
  const [, quoted, bare] =
    new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, "i").exec(header) ?? [];
  const value = quoted?.replace(/\\(.)/g, "$1") ?? bare;
  return value === undefined || value === "" ? null : value;
}
