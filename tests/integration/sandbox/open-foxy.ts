import { foxy } from "@/lib/core/providers/foxy";
import { foxyQuirks } from "@/lib/sandbox/quirks/foxy";
import { basic, CLIENT, openSandbox, REDIRECT_URI } from "./open-sandbox";

export const VERSION = { "foxy-api-version": "1" };
const ASKED = {
  client_id: CLIENT.clientId,
  response_type: "code",
  scope: "store_full_access",
  state: "state-1",
};

/** A sandbox with Foxy alone, and what its clients do there. */
export async function openFoxy() {
  const box = await openSandbox({
    definition: foxy,
    lookalikes: [foxyQuirks],
    clients: [
      { providerId: "foxy", ...CLIENT, redirectUris: [REDIRECT_URI] },
      { providerId: "foxy", clientId: "second app", clientSecret: "x", redirectUris: [REDIRECT_URI] },
    ],
  });
  const authorizePath = (changes: Record<string, string | null> = {}) => {
    const given = Object.entries({ ...ASKED, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null);
    return `${box.address("{account}/authorize")}?${new URLSearchParams(given)}`;
  };
  async function allow(account: string, scope = "store_full_access"): Promise<URL> {
    const body = { account, decision: "allow", allow: scope };
    return new URL((await box.post(authorizePath({ scope }), body)).headers.get("location")!);
  }
  const codeOf = async (account = "ana", scope?: string) => (await allow(account, scope)).searchParams.get("code")!;
  const token = (form: Record<string, string>, headers: Record<string, string> = VERSION) =>
    box.post(box.address("{api}/token"), form, { authorization: basic(CLIENT.clientId, CLIENT.clientSecret), ...headers });
  const exchangeForm = (code: string) => ({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI });
  const connect = async (account = "ana", scope?: string) => (await token(exchangeForm(await codeOf(account, scope)))).body;
  const refresh = (refreshToken: unknown) => token({ grant_type: "refresh_token", refresh_token: String(refreshToken) });
  const read = async (url: string, accessToken?: unknown, method = "GET") => {
    const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
    const response = await fetch(new URL(url, box.sandbox.origin), { method, headers: { ...VERSION, ...authorization } });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  };
  const home = () => box.address("{api}");
  const linkOf = (body: Record<string, never>, relation: string): string => body["_links"]![relation]!["href"];

  /** What a client does to end access: home, store, integrations, and the item that is its own. */
  async function integrationOf(accessToken: unknown, start: "fx:store" | "fx:user" = "fx:store"): Promise<string> {
    const place = await read(linkOf((await read(home(), accessToken)).body, start), accessToken);
    const list = await read(linkOf(place.body, "fx:integrations"), accessToken);
    const items: Record<string, never>[] = list.body["_embedded"]["fx:integrations"];
    return linkOf(items.find((item) => item["client_id"] === CLIENT.clientId)!, "self");
  }
  return { box, authorizePath, allow, codeOf, token, exchangeForm, connect, refresh, read, home, linkOf, integrationOf };
}
