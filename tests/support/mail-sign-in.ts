import { setTimeout as sleep } from "node:timers/promises";
import type { TestDatabase } from "./postgres";
import { pathTo, type Visitor } from "./visitor";

export type MailedLink = { readonly target: string; readonly token: string; readonly email: string };

/** Asks for a sign-in link by the form, and waits for its mail, which is written after the form's answer. */
export async function mailedLink(database: TestDatabase, browser: Visitor, email: string): Promise<MailedLink> {
  const before = await mails(database, email);
  await browser.submit("/api/sign-in", { email });
  for (let tries = 0; tries < 200; tries++) {
    const [newest, ...others] = await mails(database, email);
    if (newest && others.length >= before.length) return linkIn(newest);
    await sleep(25);
  }
  throw new Error("no mail came");
}

const mails = async (database: TestDatabase, email: string): Promise<readonly string[]> =>
  (await database.query("select text from mailbox_message where recipient = $1 order by id desc", [email])).map((row) =>
    String(row["text"]),
  );

function linkIn(text: string): MailedLink {
  const url = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? "");
  const [token, email] = [url.searchParams.get("token") ?? "", url.searchParams.get("email") ?? ""];
  return { target: `${url.pathname}${url.search}`, token, email };
}

/** Opens the mailed page, presses its button and follows it to the end. */
export async function useLink(browser: Visitor, { target, token, email }: MailedLink): Promise<string> {
  await browser.look(target);
  const pressed = await browser.submit("/api/sign-in/continue", { token, email });
  return pathTo(await browser.look(pathTo(pressed)));
}
