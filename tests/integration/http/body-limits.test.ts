import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { client, failureOf, httpTarget, timed, toOwn } from "./loopback";

const CAP = 256 * 1024;
const MIB = 1024 * 1024;

/** 256 MiB of nothing, 255 kB on the wire. */
async function bomb(): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const parts: Buffer[] = [];
  gzip.on("data", (part) => parts.push(part));
  const zeros = Buffer.alloc(MIB);
  for (let written = 0; written < 256; written += 1) {
    if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once("drain", resolve));
  }
  gzip.end();
  await new Promise((resolve) => gzip.once("end", resolve));
  return Buffer.concat(parts);
}

describe("B8: a reply that grows when it is unpacked", () => {
  let packed: Buffer;
  beforeAll(async () => {
    packed = await bomb();
  });

  it("B8: is stopped before 300 kB, and the process grows by less than 20 MB", async () => {
    await using provider = await httpTarget((request, reply) => {
      reply.setHeader("content-encoding", "gzip").end(request.url === "/bomb" ? packed : gzipSync("{}"));
    });

    const script = path.join(import.meta.dirname, "bomb-client.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, provider.origin]);
    const { outcome, grownBytes } = JSON.parse(stdout);

    expect(packed.length).toBeLessThan(300_000);
    expect(outcome.failure).toMatchObject({ reason: "body_too_large", status: 200, requestSent: true });
    expect(Number(/stopped at (\d+) bytes/.exec(outcome.failure.detail)?.[1])).toBeLessThanOrEqual(300_000);
    expect(grownBytes).toBeLessThan(20 * MIB);
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ])("B8: is counted after unpacking %s: the limit itself passes, one byte more does not", async (encoding, compress) => {
    await using provider = await httpTarget((request, reply) => {
      reply.setHeader("content-encoding", encoding).end(compress("x".repeat(CAP + Number(request.url?.slice(1)))));
    });

    expect(await client()(toOwn(`${provider.origin}/0`))).toMatchObject({ ok: true, reply: { body: "x".repeat(CAP) } });
    expect(failureOf(await client()(toOwn(`${provider.origin}/1`)))).toMatchObject({
      reason: "body_too_large",
      requestSent: true,
    });
  });

  it("B8: is stopped as well when it is endless and unpacks to nothing", async () => {
    const nothing = gzipSync("");
    await using provider = await httpTarget((_, reply) => {
      reply.setHeader("content-encoding", "gzip");
      const block = Buffer.concat(Array(1_000).fill(nothing));
      const push = () => {
        while (!reply.destroyed && reply.write(block));
      };
      reply.on("drain", push);
      push();
    });

    const { value, ms } = await timed(() => client()(toOwn(`${provider.origin}/`, { deadlineMs: 5_000 })));

    expect(failureOf(value)).toMatchObject({ reason: "body_too_large" });
    expect(ms).toBeLessThan(4_000);
  });
});

describe("B8: a plain reply", () => {
  it("B8: is cut off at the limit, with a stated length or without", async () => {
    await using provider = await httpTarget((request, reply) => {
      if (request.url === "/stated") reply.setHeader("content-length", CAP + 1);
      reply.write("x".repeat(CAP));
      reply.end("x");
    });

    for (const path of ["/stated", "/chunked"]) {
      expect(failureOf(await client()(toOwn(provider.origin + path))), path).toMatchObject({
        reason: "body_too_large",
        status: 200,
      });
    }
  });
});
