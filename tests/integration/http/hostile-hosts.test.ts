import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { checkPeer } from "@/lib/adapters/http/check-peer";
import { HOSTILE_LITERALS, HOSTILE_NAMES } from "./hostile-hosts";
import { client, failureOf, httpTarget, to, toOwn } from "./loopback";

const secret = { method: "POST", headers: { authorization: "Basic c2VjcmV0" }, body: "refresh_token=secret" } as const;

describe("B3: a call that a hostile definition or document points at a private host", () => {
  it("B3: knows at least 53 forms of such hosts", () => {
    expect(HOSTILE_LITERALS.length + HOSTILE_NAMES.length).toBeGreaterThanOrEqual(53);
    expect(new Set([...HOSTILE_LITERALS, ...HOSTILE_NAMES.map(([name]) => name)]).size).toBe(
      HOSTILE_LITERALS.length + HOSTILE_NAMES.length,
    );
  });

  it("B3: makes no connection for any of them, over http or https", async () => {
    await using target = await httpTarget((_, reply) => reply.end("reached"));
    const call = client({ resolve: async (name) => HOSTILE_NAMES.find(([known]) => known === name)?.[1] ?? ["127.0.0.1"] });

    for (const host of [...HOSTILE_LITERALS, ...HOSTILE_NAMES.map(([name]) => name)]) {
      for (const scheme of ["https", "http"]) {
        const outcome = await call(to(`${scheme}://${host}:${target.port}/token`, secret));

        expect(failureOf(outcome), `${scheme} ${host}`).toMatchObject({ reason: "refused_by_guard", requestSent: false });
        expect(failureOf(outcome).detail).not.toContain("secret");
      }
    }

    expect(target.connections()).toBe(0);
  });

  it("B3: would have been seen by the counter", async () => {
    await using target = await httpTarget((_, reply) => reply.end("reached"));

    expect(await client()(toOwn(`${target.origin}/`))).toMatchObject({ ok: true, reply: { body: "reached" } });

    expect(target.connections()).toBe(1);
  });

  it("B3: reaches only loopback over http, even for an origin that is listed", async () => {
    for (const address of ["10.0.0.1", "169.254.169.254", "8.8.8.8"]) {
      const outcome = await client({ resolve: async () => [address] })(toOwn("http://sandbox.example:4000/"));

      expect(failureOf(outcome), address).toMatchObject({ reason: "refused_by_guard", requestSent: false });
    }
  });
});

describe("B3: an open connection", () => {
  it("B3: is hung up on when the address at its other end is not allowed, before a request", async () => {
    await using target = await httpTarget((_, reply) => reply.end("reached"));
    const socket = connect(target.port, "127.0.0.1");
    await once(socket, "connect");

    expect(checkPeer(socket, "loopback").ok).toBe(true);
    expect(checkPeer(socket, "global")).toMatchObject({ ok: false, error: { reason: "refused_by_guard" } });

    await expect.poll(target.open).toBe(0);
    expect(checkPeer(socket, "global").ok).toBe(false);
  });
});

describe("B4: a bare address", () => {
  it("B4: is refused without asking a resolver, which is never called for one", async () => {
    await using target = await httpTarget((_, reply) => reply.end("reached"));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ["8.8.8.8"];
    };

    const outcome = await client({ resolve })(to(`https://127.0.0.1:${target.port}/`));

    expect(failureOf(outcome)).toMatchObject({ reason: "refused_by_guard", requestSent: false });
    expect([asked, target.connections()]).toEqual([0, 0]);
  });

  it("B4: outside loopback is refused even where http is listed", async () => {
    expect(failureOf(await client()(toOwn("http://10.0.0.1:4000/")))).toMatchObject({
      reason: "refused_by_guard",
      requestSent: false,
    });
  });
});
