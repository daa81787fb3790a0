import { afterAll, beforeAll, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "../../support/house";
import { connect } from "../../support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

it("two presses of Save name rename once, and the history says it once", async () => {
  const jane = await makeSeller(house);
  const { id } = await connect(house, jane, { label: "Name 0" });
  for (let round = 1; round <= 8; round += 1) {
    const label = `Name ${round}`;
    const presses = await Promise.all([1, 2, 3].map(() => house.services.renameConnection(jane, { id: id ?? "", label })));
    expect(presses.every((press) => press.ok && press.value.to === label)).toBe(true);
  }
  const rows = await house.database.query(
    "select count(*)::int as renames from connection_event where type = 'renamed' and data ->> 'to' like 'Name %'",
    [],
  );
  expect(rows).toMatchObject([{ renames: 8 }]);
});
