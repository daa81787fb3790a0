import { expect, it } from "vitest";
import { bare } from "@/tests/support/alike";
import { startApp } from "@/tests/support/app";
import { compareTimes } from "@/tests/support/timing";
import { visitor } from "@/tests/support/visitor";

it("E9: asking for a link tells a known address from an unknown one neither by its answer nor by its time", async () => {
  await using app = await startApp();
  const { email } = await app.signIn("Jane");
  const disabled = await app.signIn("Omar");
  await app.database.query("update app_user set disabled_at = now() where public_id = $1", [disabled.userId]);
  const stranger = email.replace(/^jane/, "nils");
  const askFor = (address: string) => visitor(app.origin).submit("/api/sign-in", { email: address });

  const answers = [await askFor(email), await askFor(stranger), await askFor(disabled.email)].map((answer) => bare(answer));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ status: 303 });

  await compareTimes(
    20,
    () => askFor(email),
    () => askFor(stranger),
  );
  const { gapMs, p, samples } = await compareTimes(
    1000,
    () => askFor(email),
    () => askFor(stranger),
  );

  expect(p > 0.01 || gapMs < 5, `${samples} each: medians differ by ${gapMs.toFixed(2)} ms, p = ${p.toFixed(4)}`).toBe(true);
}, 120_000);
