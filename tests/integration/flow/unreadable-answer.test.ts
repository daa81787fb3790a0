import { afterAll, beforeAll, expect, it } from "vitest";
import { completeConnection } from "@/lib/services/complete-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { refused } from "@/tests/support/stub-refresh";
import { consent, start } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

it("an answer to a sign-in that nobody can read blames neither the seller nor us, and the admin sees what it was", async () => {
  const jane = await makeSeller(house);
  const { dependencies } = house.container;
  const exchangeCode = async () => refused({ class: "reply_malformed" });
  const started = await start(house, jane);
  const back = await consent(started.address);

  const ending = await completeConnection(
    { ...dependencies, provider: { ...dependencies.provider, exchangeCode } },
    {
      providerId: "stubhub",
      registrationId: null,
      query: back.search.slice(1),
      actor: jane,
      browserSecretOf: () => started.browserSecret,
    },
  );

  expect(ending.outcome).toBe("unreadable");
  expect(await house.services.attemptResult(jane, started.attemptId)).toMatchObject({ value: { outcome: "unreadable" } });
  expect((await house.services.dashboard(jane, {})).total).toBe(0);
  const audit = await house.database.query("select data from audit_event where action = 'connection_attempt'");
  expect(audit.at(-1)).toMatchObject({ data: { class: "reply_malformed" } });
});
