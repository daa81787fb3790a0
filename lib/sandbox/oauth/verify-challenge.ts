import { createHash } from "node:crypto";

type Challenge = { readonly value: string; readonly method: "S256" | "plain" };

/** RFC 7636 §4.6; a verifier without a challenge is refused too (RFC 9700 §2.1.1, against downgrade). */
export function verifyChallenge(challenge: Challenge | null, verifier: string | null): boolean {
  if (challenge === null || verifier === null) return challenge === null && verifier === null;
  return (
    challenge.value === (challenge.method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url"))
  );
}
