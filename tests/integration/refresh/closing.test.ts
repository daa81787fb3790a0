import { expect, it } from "vitest";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { connect, fault } from "@/tests/support/walk";

it("closing the process waits for a seller's own refresh, so that what arrives is written", async () => {
  const own = await buildHouse();
  try {
    const ben = await makeSeller(own, "Ben");
    const { id } = await connect(own, ben);
    await fault(own, "slow", "1", { times: "1" });
    const asked = own.services.refreshConnection(ben, id ?? "");
    await own.container.dependencies.sleep(300);
    await own.container.close();
    expect(await asked).toMatchObject({ ok: true, value: { did: "renewed" } });
    expect(await own.database.query("select generation from credential")).toEqual([{ generation: 2 }]);
  } finally {
    await own.sandbox.close();
    await own.database[Symbol.asyncDispose]();
  }
});
