/** Every form in which a secret could stand in a text: as it is, escaped, or inside base64 at any of its three places. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    // Characters at both ends also depend on what stands beside the secret.
    const inner = (text: string) => text.replace(/=+$/, "").slice(Math.ceil((shift * 4) / 3), -2);
    return [inner(whole.toString("base64")), inner(whole.toString("base64url"))];
  });
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([secret, encodeURIComponent(secret), json, JSON.stringify(json).slice(1, -1), bytes.toString("hex"), ...shifted]),
  ];
}

export type Secrets = Readonly<Record<string, string>>;

/** Names of the secrets that stand in a text in any form. */
export function secretsIn(text: string, secrets: Secrets): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form) || lower.includes(form.toLowerCase())))
    .map(([name]) => name);
}
