/** The directives of a content security policy, by name (W3C CSP Level 3 §2.2). */
export function directives(policy: string): ReadonlyMap<string, readonly string[]> {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.filter(([name]) => name).map(([name = "", ...values]) => [name.toLowerCase(), values]));
}

const INLINE = ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "'wasm-unsafe-eval'"];

/**
 * What lets a script in, or a page be framed, or its forms be led away: the findings that a policy
 * evaluator ranks as severe, each as a sentence. An empty list is a good policy.
 */
export function policyFaults(policy: string): readonly string[] {
  const found: string[] = [];
  const known = directives(policy);
  const scripts = known.get("script-src") ?? known.get("default-src") ?? ["*"];
  const one = (name: string, wanted: string) => {
    const values = known.get(name) ?? [];
    if (values.length !== 1 || values[0] !== wanted) found.push(`${name} is not ${wanted}`);
  };

  for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"]) one(name, "'none'");
  one("form-action", "'self'");
  for (const [name, values] of known)
    for (const value of values) {
      if (INLINE.includes(value.toLowerCase())) found.push(`${name} allows ${value}`);
      if (/^(\*|https?:|wss?:|blob:|filesystem:)/.test(value)) found.push(`${name} allows anybody by ${value}`);
      if (/^(https?:\/\/)?[\w.*-]+\.[a-z]{2,}/i.test(value)) found.push(`${name} names a foreign host`);
      if (value.startsWith("data:") && name !== "img-src") found.push(`${name} allows data:`);
    }
  const nonces = scripts.filter((value) => value.startsWith("'nonce-"));
  if (nonces.length !== 1) found.push("script-src has not exactly one nonce");
  // 22 characters of base64 are 128 bits; anything guessable is no nonce.
  if (!nonces.every((value) => /^'nonce-[A-Za-z0-9+/]{22,}={0,2}'$/.test(value))) found.push("the nonce is short");
  if (!scripts.includes("'strict-dynamic'")) found.push("script-src trusts by host and not by nonce");
  return found;
}

/** The nonce of a policy. */
export const nonceOf = (policy: string): string => /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
