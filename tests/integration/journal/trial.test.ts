import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { stubhub } from "@/lib/core/providers/stubhub";
import { recover } from "@/lib/services/recover";
import { dyingBeforeTheWrite } from "@/tests/support/another-process";
import { embeddedSettings, openTrial } from "@/tests/support/embedded-house";
import { makeSeller } from "@/tests/support/house";
import { ask } from "@/tests/support/left-behind";
import { plantGrants } from "@/tests/support/plant-grants";
import type { TestDatabase } from "@/tests/support/postgres";

const REPLY = {
  access_token: "acc-2",
  refresh_token: "ref-2",
  token_type: "bearer",
  expires_in: 3600,
  scope: "read:sellerlistings",
};

it("a trial that was killed between answer and write finds the answer at its next start, in its own database", async () => {
  const home = mkdtempSync(path.join(tmpdir(), "holdfast trial "));
  const settings = embeddedSettings(home);
  const first = await openTrial(settings);
  try {
    const { userId } = await makeSeller({ container: first });
    const query: TestDatabase["query"] = async (sql, values) => (await first.database.query(sql, values)).rows;
    const market = { definition: stubhub, grant: () => ({ accessToken: "acc-1", refreshToken: "ref-1" }) };
    const [{ id } = { id: "" }] = await plantGrants({ container: first, database: { query } }, userId, market, 1);
    const { provider } = first.dependencies;
    const refresh: typeof provider.refresh = async (input) => {
      const reply = {
        status: 200,
        headers: {},
        body: JSON.stringify(REPLY),
        sentAtMs: Date.now(),
        durationMs: 5,
        clockSkewMs: 0,
      };
      await input.keep?.(reply);
      return provider.readRefreshReply({ target: input.target, variables: input.variables, reply });
    };
    let dead = false;
    const dying = dyingBeforeTheWrite({ ...first.dependencies, provider: { ...provider, refresh } }, () => {
      dead = true;
    });
    void ask(dying, id);
    await expect.poll(() => dead).toBe(true);
    await first.database.query("update credential set lease_until = now() - interval '1 second'");
    await first.close();

    const second = await openTrial(settings);
    expect(await recover(second.dependencies)).toEqual({ settled: 1, leftBehind: 0 });
    const { rows } = await second.database.query("select k.generation, a.state from credential k cross join refresh_attempt a");
    expect(rows).toEqual([{ generation: 2, state: "COMMITTED" }]);
    expect(await recover(second.dependencies), "once").toEqual({ settled: 0, leftBehind: 0 });
    await second.close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
