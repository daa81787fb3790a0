import { expect, it } from "vitest";
import { bare } from "@/tests/support/alike";
import { startApp } from "@/tests/support/app";
import { compareTimes } from "@/tests/support/timing";
import { visitor } from "@/tests/support/visitor";

const SAMPLES = 1000;
const known = (n: number) => `known.${n}@shop.test`;
const unknown = (n: number) => `other.${n}@shop.test`;

it("E9: asking for a link tells a known address from an unknown one neither by its answer nor by its time", async () => {
  await using app = await startApp();
  // One person for each request: a person who asks too often gets no more mail, which would be another case.
  await app.database.query(
    "insert into app_user (public_id, name, email) select 'usr_' || n, 'Kim', 'known.' || n || '@shop.test' from generate_series(0, $1) n",
    [SAMPLES + 20],
  );
  await app.database.query("update app_user set disabled_at = now() where email = $1", [known(0)]);
  const askFor = (email: string) => visitor(app.origin).submit("/api/sign-in", { email });

  const [one, other, disabled] = [await askFor(known(1)), await askFor(unknown(1)), await askFor(known(0))];
  expect([one.status, one.headers.location]).toEqual([303, `${app.origin}/sign-in/sent`]);
  expect(bare(other)).toEqual(bare(one));
  expect(bare(disabled)).toEqual(bare(one));

  const turns = { known: 1, unknown: 1 };
  const askOne = () => askFor(known(++turns.known));
  const askOther = () => askFor(unknown(++turns.unknown));
  await compareTimes(18, askOne, askOther);
  const { gapMs, p } = await compareTimes(SAMPLES, askOne, askOther);

  expect(p > 0.01 || gapMs < 5, `${SAMPLES} each: medians differ by ${gapMs.toFixed(2)} ms, p = ${p.toFixed(4)}`).toBe(true);
  const [row] = await app.database.query("select count(distinct recipient)::int as mails from mailbox_message");
  expect(row?.["mails"]).toBeGreaterThanOrEqual(SAMPLES);
}, 120_000);
