import { plantMail } from "./plant";
import type { TestDatabase } from "./postgres";

const linkText = (origin: string) =>
  `You asked to sign in to Holdfast at ${new URL(origin).host}. Open this link and press the button there.\n\n${origin}/sign-in/continue?token=${"a".repeat(43)}&email=jane%40shop.test\n\nIt works once, for 15 minutes.\n\nIf you did not ask for it, you can ignore this mail. Nobody can sign in without it.`;

/** Two mailed links in the mailbox. */
export async function plantLinks(database: TestDatabase, origin: string): Promise<void> {
  const subject = `Your sign-in link for ${new URL(origin).host}`;
  await plantMail(database, "jane@shop.test", subject, linkText(origin), "-3 minutes");
  await plantMail(database, "omar@shop.test", subject, linkText(origin), "-2 hours");
}

/** People and devices as a seller would know them. */
export async function nameThePeople(database: TestDatabase): Promise<void> {
  await database.query("update app_user set email = lower(replace(email, ' ', '.'))");
  await database.query(
    "update session set user_agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36'",
  );
  await database.query(
    `insert into session (public_id, token_hash, user_id, expires_at, user_agent, created_at, last_seen_at)
     select 'ses_phone' || id, 'phone' || id, id, now() + interval '9 days',
       'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
       now() - interval '6 days', now() - interval '5 hours' from app_user`,
  );
}
