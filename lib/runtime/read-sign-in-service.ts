import "#node-only";
import { addressKind } from "../core/net/address-kind";
import type { Environment, Settings, SignInService } from "./settings";

type Read = { readonly signInService: SignInService | null; readonly faults: readonly string[] };

const none = (faults: readonly string[] = []): Read => ({ signInService: null, faults });

/** The sign-in service that the settings describe: the whole of it or nothing, and a half is refused by the names of what is missing. */
export function readSignInService(environment: Environment, mode: Settings["mode"]): Read {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_ALGORITHM } = environment;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) {
    const needed = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
    const isMeant = Object.values({ ...needed, OIDC_NAME }).some(Boolean);
    const missing = Object.entries(needed).filter(([, value]) => !value);
    return none(isMeant ? missing.map(([name]) => `${name}: is missing`) : []);
  }
  const fault = issuerFault(OIDC_ISSUER, mode);
  if (fault !== null) return none([`OIDC_ISSUER: ${fault}`]);
  return {
    signInService: {
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      name: OIDC_NAME || new URL(OIDC_ISSUER).host,
      algorithm: OIDC_ALGORITHM,
    },
    faults: [],
  };
}

/** An issuer is an https address without query and fragment (OpenID Connect Discovery 1.0 §2); a trial's may stand on this machine. */
function issuerFault(issuer: string, mode: Settings["mode"]): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || url.search || url.hash || url.username || url.password)
    return "must be an address like https://login.company.example";
  if (url.protocol === "https:") return null;
  const isHere = url.hostname === "localhost" || addressKind(url.hostname) === "loopback";
  if (url.protocol === "http:" && mode === "trial" && isHere) return null;
  return "must start with https://";
}
