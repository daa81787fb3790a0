import type { OutgoingHttpHeaders } from "node:http";
import type { App } from "./app";
import { type Answer, ask, type Fields, formOf, type Question } from "./ask";
import { type Choice, consent } from "./walk";

/** A browser without a script: it keeps cookies, and follows nothing by itself. */
export type Visitor = {
  readonly look: (target: string, question?: Question) => Promise<Answer>;
  readonly submit: (target: string, fields?: Fields, headers?: OutgoingHttpHeaders) => Promise<Answer>;
  /** Every `Set-Cookie` it ever got. */
  readonly offered: readonly string[];
  /** What it holds now, by name. */
  readonly held: ReadonlyMap<string, string>;
};

/** @param cookie `name=value` that it already holds */
export function visitor(origin: string, cookie?: string): Visitor {
  const held = new Map<string, string>(cookie === undefined ? [] : [pair(cookie)]);
  const offered: string[] = [];
  const look: Visitor["look"] = async (target, question = {}) => {
    const carried = held.size === 0 ? {} : { cookie: [...held].map(([name, value]) => `${name}=${value}`).join("; ") };
    const answer = await ask(origin, target, { ...question, headers: { ...carried, ...question.headers } });
    for (const line of answer.cookies) keep(held, line);
    offered.push(...answer.cookies);
    return answer;
  };
  return { look, submit: (target, fields, headers) => look(target, formOf(fields, headers)), offered, held };
}

const pair = (line: string): [name: string, value: string] => {
  const [text = ""] = line.split(";", 1);
  return [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)];
};

function keep(held: Map<string, string>, line: string): void {
  const [name, value] = pair(line);
  if (/Max-Age=0(;|$)/i.test(line)) held.delete(name);
  else held.set(name, value);
}

/** The address within our own origin that an answer sends a browser to. */
export const pathTo = (answer: Answer): string => {
  const url = new URL(answer.headers.location ?? "", "http://nowhere.invalid");
  return `${url.pathname}${url.search}`;
};

export const lastPart = (path: string): string => path.split("/").at(-1) ?? "";

/** Where a leaving page sends the browser. */
export function leavingAddress(page: Answer): string {
  const found = /<meta http-equiv="refresh" content="0;url=([^"]+)"/.exec(page.body)?.[1];
  if (!found) throw new Error(`this is no leaving page: ${page.status} ${page.headers.location ?? ""}`);
  return found.replaceAll("&amp;", "&");
}

export type Departure = { readonly attempt: string; readonly address: string };

/** Fills in the connect form and reaches the page that leaves. */
export async function depart(browser: Visitor, fields: Fields = {}): Promise<Departure> {
  const label = fields["label"] ?? `Shop ${Math.random().toString(36).slice(2, 8)}`;
  const started = await browser.submit("/api/oauth/stubhub/start", { label, ...fields });
  const path = pathTo(started);
  if (!path.startsWith("/connections/leave/")) throw new Error(`could not start: ${started.status} ${path}`);
  return { attempt: lastPart(path), address: leavingAddress(await browser.look(path)) };
}

/** Clicks through the marketplace and gives the callback's target, not yet visited. */
export async function cameBack(departure: Departure, choice: Choice = {}): Promise<string> {
  const back = await consent(departure.address, choice);
  return `${back.pathname}${back.search}`;
}

/** A whole connect, from our form to our result. */
export async function connectAccount(
  app: Pick<App, "database">,
  browser: Visitor,
  fields: Fields = {},
  choice: Choice = {},
): Promise<{ readonly attempt: string; readonly id: string; readonly outcome: string }> {
  const departure = await depart(browser, fields);
  await browser.look(await cameBack(departure, choice));
  const [row] = await app.database.query(
    `select outcome, coalesce(result->>'connectionId', '') as id from authorization_attempt where public_id = $1`,
    [departure.attempt],
  );
  return { attempt: departure.attempt, id: String(row?.["id"]), outcome: String(row?.["outcome"]) };
}
