import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recover } from "@/lib/services/recover";
import { anotherProcess, leasesRunOut } from "@/tests/support/another-process";
import { shutDatabase } from "@/tests/support/database-switch";
import { ask, type LeftBehind, leftBehind } from "@/tests/support/left-behind";
import { openTokensOf } from "@/tests/support/open-tokens";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";

let left: LeftBehind;
let { house, markets, revoking, jane, other, plant, dieAfterTheJournal, worksNow } = {} as LeftBehind;
const here = () => house.container.dependencies;

beforeAll(async () => {
  left = await leftBehind();
  ({ house, markets, revoking, jane, other, plant, dieAfterTheJournal, worksNow } = left);
});
afterAll(() => left[Symbol.asyncDispose]());

describe("a reply that its process could not store", () => {
  it("StubHub 7: the database does not take the new tokens: they wait sealed on the disk and are stored when it is back", async () => {
    const [id = ""] = await plant("strict");
    const { provider } = here();
    let open: () => Promise<void> = async () => undefined;
    const failed = new Promise<void>((resolve) => {
      const refresh: typeof provider.refresh = async (input) => {
        const outcome = await provider.refresh(input);
        open = await shutDatabase(house.database.url);
        return outcome;
      };
      void ask({ ...here(), provider: { ...provider, refresh }, sleep: () => new Promise(() => resolve()) }, id);
    });
    await failed;
    await open();
    expect(await storedConnection(house, id)).toMatchObject({ generation: 1 });

    await leasesRunOut(house);
    expect(await recover(other.dependencies)).toEqual({ settled: 1, leftBehind: 0 });

    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 2, lease_id: null });
    expect(await worksNow("strict", id)).toBe(true);
  });

  it("belongs to the process that runs until its lease is over, and whoever comes late changes nothing", async () => {
    const [id = ""] = await plant("strict");
    const { refreshes } = here();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let sleeps = false;
    const commit: typeof refreshes.commit = async (...args) => {
      sleeps = true;
      await asleep;
      return refreshes.commit(...args);
    };
    const late = ask({ ...here(), refreshes: { ...refreshes, commit } }, id);
    await expect.poll(() => sleeps).toBe(true);

    expect(await recover(other.dependencies), "its lease runs").toEqual({ settled: 0, leftBehind: 0 });
    await leasesRunOut(house);
    expect(await recover(other.dependencies)).toEqual({ settled: 1, leftBehind: 0 });
    const stored = await storedConnection(house, id);
    expect((await ask(other.dependencies, id)).ok, "others go on").toBe(true);
    const newer = await storedConnection(house, id);
    expect(newer["generation"]).toBe(3);

    wake();
    expect(await late, "it learns how the connection stands").toMatchObject({ ok: true });
    expect(stored["generation"]).toBe(2);
    expect((await storedConnection(house, id))["sealed"], "its write came too late").toBe(newer["sealed"]);
    expect(await refreshStates(house, id)).toEqual(["COMMITTED", "COMMITTED"]);
    expect(markets.strict.counts.reuses).toBe(0);
  });

  it("a process that slept past its lease before it kept its reply brings it neither into the row nor into a later one", async () => {
    const [id = ""] = await plant("grace");
    const { provider } = here();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let sleeps = false;
    const refresh: typeof provider.refresh = (input) =>
      provider.refresh({
        ...input,
        keep: async (reply) => {
          sleeps = true;
          await asleep;
          await input.keep?.(reply);
        },
      });
    const late = ask({ ...here(), provider: { ...provider, refresh } }, id);
    await expect.poll(() => sleeps).toBe(true);
    await leasesRunOut(house);
    expect((await ask(other.dependencies, id)).ok, "another takes over, within the grace").toBe(true);
    const stored = await storedConnection(house, id);

    wake();
    await late;
    await recover(other.dependencies);

    expect((await storedConnection(house, id))["sealed"]).toBe(stored["sealed"]);
    expect(await storedConnection(house, id)).toMatchObject({ generation: 2, status: "ACTIVE" });
    expect(await worksNow("grace", id)).toBe(true);
  });

  it("is stored once, although two processes find it at the same moment", async () => {
    const ids = await plant("strict", 10);
    await dieAfterTheJournal(ids);
    await leasesRunOut(house);
    const third = await anotherProcess(house);

    await Promise.all([recover(other.dependencies), recover(third.dependencies)]);

    for (const id of ids) {
      expect(await storedConnection(house, id)).toMatchObject({ generation: 2, status: "ACTIVE" });
      expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
      expect((await eventTypes(house, id)).filter((type) => type === "renewed")).toHaveLength(1);
      expect(await worksNow("strict", id)).toBe(true);
    }
    await third.close();
  });

  it("of a connection that was paused meanwhile is kept, and nothing is planned", async () => {
    const [id = ""] = await plant("strict");
    await dieAfterTheJournal([id]);
    await house.services.pauseConnection(jane, id);
    await leasesRunOut(house);

    await recover(other.dependencies);

    expect(await storedConnection(house, id)).toMatchObject({ status: "PAUSED", generation: 2, refresh_after: null });
    expect(await worksNow("strict", id)).toBe(true);
  });

  it("of a connection that was disconnected meanwhile is cancelled at the marketplace and stored nowhere", async () => {
    const [id = ""] = await plant("revoking");
    await dieAfterTheJournal([id]);
    await house.services.disconnectConnection(jane, id);
    await leasesRunOut(house);
    const revoked: (string | null)[] = [];
    const { provider } = other.dependencies;
    const revoke: typeof provider.revoke = async (input) => {
      revoked.push(input.refreshToken);
      return {
        kind: "revoked",
        evidence: { status: 200, durationMs: 5, errorCode: null, errorText: null, clockSkewMs: null },
      };
    };

    await recover({ ...other.dependencies, provider: { ...provider, revoke } });

    expect(revoking.works(revoked.at(-1) ?? ""), "it was the live one").toBe(true);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null });
    expect(await refreshStates(house, id)).toEqual(["SUPERSEDED"]);
    expect(await recover(other.dependencies), "and it is over").toEqual({ settled: 0, leftBehind: 0 });
  });

  it("of a connection that was disconnected is nowhere on the disk soon after, and others' replies are", async () => {
    const [ends = "", stays = ""] = await plant("strict", 2);
    for (const id of [ends, stays]) expect((await ask(here(), id)).ok).toBe(true);
    const written = async (id: string) => {
      const root = path.join(house.settings.home, "journal");
      const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".journal"));
      const texts = await Promise.all(names.map((name) => readFile(path.join(root, name), "latin1")));
      return texts.some((text) => text.includes(id));
    };
    expect([await written(ends), await written(stays)]).toEqual([true, true]);
    expect((await house.services.disconnectConnection(jane, ends)).ok).toBe(true);

    await recover(other.dependencies);

    expect(await storedConnection(house, ends)).toMatchObject({ status: "REVOKED", sealed: null });
    expect([await written(ends), await written(stays)]).toEqual([false, true]);
  });

  it("is found by whoever renews next, before anybody is asked", async () => {
    const [id = ""] = await plant("strict");
    await dieAfterTheJournal([id]);
    await leasesRunOut(house);
    const { requests } = markets.strict.counts;

    expect(await ask(other.dependencies, id)).toEqual({ ok: true, value: { generation: 2 } });

    expect(markets.strict.counts.requests).toBe(requests);
    expect(await worksNow("strict", id)).toBe(true);
    await recover(other.dependencies);
    expect(await refreshStates(house, id), "both intents are over").toEqual(["COMMITTED", "SUPERSEDED"]);
  });

  it("waits for its key, and is stored once the key is back", async () => {
    const [id = ""] = await plant("strict");
    await dieAfterTheJournal([id]);
    await leasesRunOut(house);
    const { sealer } = other.dependencies;
    const open: typeof sealer.open = () => ({ ok: false, error: { code: "key_missing", keyId: "gone" } });

    await recover({ ...other.dependencies, sealer: { ...sealer, open } });
    expect(await refreshStates(house, id), "not called unknown").toEqual(["SENT"]);
    expect(await storedConnection(house, id)).toMatchObject({ generation: 1, status: "ACTIVE" });

    await recover(other.dependencies);
    expect(await storedConnection(house, id)).toMatchObject({ generation: 2 });
  });

  it("that nobody understands is on the disk before anybody tries, and changes nothing, however often it is looked at", async () => {
    const [id = ""] = await plant("none");
    const { provider } = here();
    const refresh: typeof provider.refresh = async (input) => {
      const reply = { status: 200, headers: {}, body: "<html>", sentAtMs: Date.now(), durationMs: 5, clockSkewMs: 0 };
      await input.keep?.(reply);
      return provider.readRefreshReply({ target: input.target, variables: input.variables, reply });
    };
    const before = await storedConnection(house, id);
    expect((await ask({ ...here(), provider: { ...provider, refresh } }, id)).ok).toBe(false);
    expect(await refreshStates(house, id)).toEqual(["UNKNOWN"]);

    for (let n = 0; n < 3; n++) await recover(other.dependencies);

    expect(await refreshStates(house, id)).toEqual(["UNKNOWN"]);
    expect(await storedConnection(house, id)).toMatchObject({ sealed: before["sealed"], failures_in_row: 1, status: "ACTIVE" });
    expect((await ask(other.dependencies, id)).ok, "it is asked again").toBe(true);
  });

  it("no token and no part of a reply can be read in the journal's files", async () => {
    const [id = ""] = await plant("strict");
    expect((await ask(here(), id)).ok).toBe(true);
    const { accessToken, refreshToken } = await openTokensOf(house, id);
    const root = path.join(house.settings.home, "journal");
    const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".journal"));
    const texts = await Promise.all(files.map((name) => readFile(path.join(root, name), "latin1")));

    expect(
      texts.some((text) => text.includes(id)),
      "the reply is there",
    ).toBe(true);
    for (const secret of [accessToken, refreshToken ?? "", "access_token", "expires_in"])
      expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });
});
