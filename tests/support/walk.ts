import type { Actor } from "@/lib/services/contract";
import type { House } from "./house";

export type Started = { readonly attemptId: string; readonly browserSecret: string; readonly address: string };
export type Asked = {
  readonly label?: string;
  readonly scopes?: readonly string[];
  readonly reconnectId?: string | null;
  readonly providerId?: string;
  readonly environmentId?: string | null;
  /** What a seller types, by the name of the definition's variable. */
  readonly values?: Readonly<Record<string, string>>;
};

/** What a person does at the marketplace: who they are and what they allow. null allows all that was asked for. */
export type Choice = {
  readonly account?: string;
  readonly decision?: "allow" | "deny";
  readonly allow?: readonly string[] | null;
};

/** Starts a flow and looks at the leaving page. */
export async function start(house: House, actor: Actor, asked: Asked = {}): Promise<Started> {
  const started = await house.services.startConnection(actor, {
    providerId: asked.providerId ?? "stubhub",
    label: asked.label ?? `Label ${Math.random().toString(36).slice(2, 8)}`,
    scopes: asked.scopes ?? [],
    values: asked.values ?? {},
    environmentId: asked.environmentId ?? null,
    reconnectId: asked.reconnectId ?? null,
  });
  if (!started.ok) throw new Error(`could not start: ${started.error.code}`);
  const { attemptId, browserSecret } = started.value;
  const left = await house.services.leave(actor, { attemptId, browserSecret });
  if (!left.ok) throw new Error(`could not leave: ${left.error.code}`);
  return { attemptId, browserSecret, address: left.value.address };
}

/** Clicks through the marketplace's page and gives the address it sends the browser back to. */
export async function consent(address: string, choice: Choice = {}): Promise<URL> {
  const asked = new URL(address).searchParams.get("scope")?.split(/[ ,]/) ?? [];
  const form = new URLSearchParams({ account: choice.account ?? "ana", decision: choice.decision ?? "allow" });
  for (const value of choice.allow ?? asked) form.append("allow", value);
  // Some marketplaces lead on to another page of theirs before anybody decides.
  const page = await fetch(address);
  const answer = await fetch(page.url, { method: "POST", body: form, redirect: "manual" });
  const back = answer.headers.get("location");
  if (!back) throw new Error(`the marketplace did not send anybody back: ${answer.status}`);
  return new URL(back);
}

/** The browser arrives at our redirect URI. */
export function arrive(house: House, actor: Actor | null, started: Pick<Started, "attemptId" | "browserSecret">, back: URL) {
  return house.services.completeConnection({
    providerId: back.pathname.split("/")[3] ?? "",
    registrationId: back.pathname.split("/")[5] ?? null,
    query: back.search.slice(1),
    actor,
    browserSecretOf: (id) => (id === started.attemptId ? started.browserSecret : null),
  });
}

type Connected = { readonly outcome: string; readonly attemptId: string; readonly id: string | null };

/** A whole connect, from our page to our page. @param visit what the person does in between; gives the address they come back to */
export async function connectBy(
  house: House,
  actor: Actor,
  asked: Asked,
  visit: (address: string) => Promise<URL>,
): Promise<Connected> {
  const started = await start(house, actor, asked);
  const { outcome } = await arrive(house, actor, started, await visit(started.address));
  const result = await house.services.attemptResult(actor, started.attemptId);
  return { outcome, attemptId: started.attemptId, id: result.ok ? (result.value.connection?.id ?? null) : null };
}

/** The same at the sandbox. */
export const connect = (house: House, actor: Actor, asked: Asked = {}, choice: Choice = {}): Promise<Connected> =>
  connectBy(house, actor, asked, (address) => consent(address, choice));

/** Turns a fault of the sandbox on. */
export async function fault(house: House, name: string, value = "", extra: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = new URLSearchParams({ provider: "stubhub", fault: name, ...(value && { value }), ...extra });
  const answer = await fetch(`${house.sandbox.origin}/console/faults`, { method: "POST", body: form, redirect: "manual" });
  if (answer.status >= 400) throw new Error(`fault ${name}: ${answer.status}`);
}

/** Presses a button of a look-alike's console: `expire` lets all access run out now, `revoke` ends it on the marketplace's side. */
export async function press(
  house: House,
  button: "expire" | "revoke",
  provider: string,
  form: Readonly<Record<string, string>> = {},
): Promise<void> {
  const body = new URLSearchParams({ provider, ...form });
  const answer = await fetch(`${house.sandbox.origin}/console/${button}`, { method: "POST", body, redirect: "manual" });
  if (answer.status >= 400) throw new Error(`${button}: ${answer.status}`);
}

export async function reset(house: House, provider = "stubhub"): Promise<void> {
  await fetch(`${house.sandbox.origin}/console/reset`, {
    method: "POST",
    body: new URLSearchParams({ provider }),
    redirect: "manual",
  });
}

/** The sandbox's own counters. */
export const counted = (house: House, provider = "stubhub") =>
  house.sandbox.counters()[provider] as unknown as Readonly<Record<string, number>>;
