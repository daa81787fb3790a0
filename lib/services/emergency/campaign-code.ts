import type { Dependencies } from "../dependencies";

/** As many characters as the code of a repair link has. */
const LENGTH = 32;

/**
 * The code of the link by which a connection is brought back after an emergency.
 *
 * It is the same each time it is asked for, so that a mail that is worded again has the same links, and is stored nowhere
 * but as its digest.
 */
export const campaignCode = (
  { signer, digest }: Pick<Dependencies, "signer" | "digest">,
  emergencyId: string,
  connectionId: string,
): string => digest.sha256(signer.sign("campaign-link", `${emergencyId} ${connectionId}`)).slice(0, LENGTH);
