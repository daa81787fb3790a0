import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import { stubhub } from "@/lib/core/providers/stubhub";
import { openLookalike } from "./open-lookalike";
import { CLIENT, type OpenSandbox, openSandbox } from "./open-sandbox";

let box: OpenSandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.sandbox.close());

describe("starting and stopping", () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), "sandbox test "));
  });
  afterEach(() => rm(home, { recursive: true }));

  it("a restart keeps people, access, switches and counts, and the file holds no key", async () => {
    const statePath = path.join(home, "made", "sandbox.json");
    const before = await openSandbox({ statePath });
    const reply = await before.exchange("new");
    const code = await before.newCode("ana");
    await before.fault("clock", "10");
    const counted = before.counters();
    await before.sandbox.close();

    const after = await openSandbox({ statePath });
    const kept = after.counters();
    const user = await after.call(reply.body["access_token"]);
    const renewed = await after.refresh(reply.body["refresh_token"]);
    const exchanged = await after.token(after.exchangeForm(code));
    await after.sandbox.close();

    expect(kept).toEqual(counted);
    expect(user.body["email"]).toBe("caro@sandbox.test");
    expect(Date.parse(renewed.headers.get("date")!)).toBe(after.clock.now + 600_000);
    expect(exchanged.status).toBe(200);
    const text = await readFile(statePath, "utf8");
    for (const secret of [code, reply.body["access_token"], reply.body["refresh_token"], CLIENT.clientSecret])
      expect(text).not.toContain(String(secret));
    expect((await stat(statePath)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(statePath))).toEqual(["sandbox.json"]);
  });

  it("the key that signs is made when it is first needed, kept in the state file, and the same after a restart", async () => {
    const statePath = path.join(home, "sandbox.json");
    const keys = async (running: Awaited<ReturnType<typeof openLookalike>>) =>
      (await running.get(running.address(stockx.idToken!.keys))).body["keys"];
    const before = await openLookalike(stockx, { statePath });
    const made = await keys(before);
    await before.sandbox.close();

    const after = await openLookalike(stockx, { statePath });
    const kept = await keys(after);
    await after.sandbox.close();
    const elsewhere = await openLookalike(stockx);
    const other = await keys(elsewhere);
    await elsewhere.sandbox.close();

    expect(kept).toEqual(made);
    expect(other).not.toEqual(made);
    expect(JSON.parse(await readFile(statePath, "utf8")).signingKey.jwk).toHaveProperty("d");
    expect((await stat(statePath)).mode & 0o777).toBe(0o600);
  });

  it("a state file of an older version is read", async () => {
    const statePath = path.join(home, "sandbox.json");
    const before = await openSandbox({ statePath });
    const reply = await before.exchange();
    await before.sandbox.close();
    const stored = JSON.parse(await readFile(statePath, "utf8"));
    delete stored.signingKey;
    for (const code of stored.providers.stubhub.codes) for (const name of ["nonce", "presented", "opaque"]) delete code[name];
    for (const grant of stored.providers.stubhub.grants) delete grant.opaque;
    await writeFile(statePath, JSON.stringify(stored));

    const after = await openSandbox({ statePath });
    const user = await after.call(reply.body["access_token"]);
    await after.sandbox.close();

    expect(user.status).toBe(200);
  });

  it("a reply is on disk before it is sent", async () => {
    const statePath = path.join(home, "sandbox.json");
    const running = await openSandbox({ statePath });
    const replies = await Promise.all(Array.from({ length: 10 }, () => running.exchange()));

    const stored = JSON.parse(await readFile(statePath, "utf8"));
    await running.sandbox.close();

    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(stored.providers.stubhub.grants).toHaveLength(10);
  });

  it("a state file of something else stops the start and names the file", async () => {
    const statePath = path.join(home, "sandbox.json");
    await writeFile(statePath, "{}");

    await expect(openSandbox({ statePath })).rejects.toThrow(`cannot read its state file ${statePath}. Delete it`);
  });

  it("production has no sandbox", async () => {
    await expect(openSandbox({ mode: "production" })).rejects.toThrow("The sandbox does not start in production");
  });

  it("a taken port is said in Node's own words, so that the next can be tried", async () => {
    await expect(openSandbox({ port: box.sandbox.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("a provider without a look-alike stops the start", async () => {
    const stranger = { ...stubhub, id: "stranger", displayName: "Stranger" };

    await expect(openSandbox({ definition: stranger })).rejects.toThrow("no look-alike of Stranger");
  });

  it("stopping hangs up on an answer that is still waiting", async () => {
    const running = await openSandbox();
    await running.fault("slow", "120");
    const pending = running.exchange();
    pending.catch(() => undefined);
    await expect.poll(() => running.counters().tokenRequests).toBe(1);

    await running.sandbox.close();

    await expect(pending).rejects.toThrow();
  });
});
