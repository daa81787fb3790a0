import { expect, test } from "vitest";
import { connectMany, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { openTokensOf } from "@/tests/support/open-tokens";
import { counted } from "@/tests/support/walk";

const CYCLES = 100;

test("Fault 24: a renewal that brings no refresh token keeps the old one, cycle after cycle", async () => {
  await using house = await faultHouse("none");
  const [id = ""] = await connectMany(house, 1);
  const { refreshToken, accessToken } = await openTokensOf(house, id);
  const accesses = new Set([accessToken]);

  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    expect(await refreshOne(house, id)).toEqual({ ok: true, value: { generation: cycle + 1 } });
    const tokens = await openTokensOf(house, id);
    expect(tokens.refreshToken).toBe(refreshToken);
    accesses.add(tokens.accessToken);
  }

  expect(accesses.size).toBe(CYCLES + 1);
  expect(counted(house)["refreshes"]).toBe(CYCLES);
  expect(await standings(house)).toEqual({ ACTIVE: 1 });
  reportFault({
    row: 24,
    says: "renewals without a refresh token in the reply",
    n: CYCLES,
    result: `${CYCLES} renewed, the token kept`,
  });
});
