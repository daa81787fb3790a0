import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressBuilt } from "@/lib/cli/compress-built.mjs";
import { builtFiles } from "@/lib/server/built-files";

const SCRIPT = `${"console.log(1);".repeat(400)}\n`;
let folder: string;
let answer: ReturnType<typeof builtFiles>;
beforeAll(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), "holdfast-built-")), "static");
  mkdirSync(path.join(folder, "chunks"), { recursive: true });
  writeFileSync(path.join(folder, "chunks/a1b2c3.js"), SCRIPT);
  writeFileSync(path.join(folder, "chunks/d4e5f6.css"), "body { margin: 0 }");
  writeFileSync(path.join(folder, "chunks/picture.png"), "not text");
  writeFileSync(path.join(folder, "../secret.js.br"), "secret");
  compressBuilt(folder);
  answer = builtFiles(folder);
});
afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

function ask(url: string, encoding?: string, method = "GET") {
  let head: Readonly<Record<string, unknown>> = {};
  let body: Buffer | undefined;
  const response = {
    writeHead: (_status: number, headers: Readonly<Record<string, unknown>>) => {
      head = headers;
    },
    end: (bytes?: Buffer) => {
      body = bytes;
    },
  } as unknown as ServerResponse;
  const done = answer({ method, url, headers: encoding === undefined ? {} : { "accept-encoding": encoding } }, response);
  return { done, head, body };
}

describe("the build's own files", () => {
  it("come in the smallest form that a browser takes, whole, and may be kept for ever", () => {
    const br = ask("/_next/static/chunks/a1b2c3.js", "gzip, deflate, br, zstd");
    expect(br).toMatchObject({
      done: true,
      head: {
        "Content-Type": "text/javascript; charset=utf-8",
        "Content-Encoding": "br",
        "Content-Length": br.body?.length,
        "Cache-Control": "public, max-age=31536000, immutable",
        Vary: "Accept-Encoding",
      },
    });
    expect(brotliDecompressSync(br.body ?? "").toString()).toBe(SCRIPT);
    const gzip = ask("/_next/static/chunks/a1b2c3.js?v=1", "GZIP, br;q=0");
    expect(gzip.head).toMatchObject({ "Content-Encoding": "gzip" });
    expect(gunzipSync(gzip.body ?? "").toString()).toBe(SCRIPT);
    expect(ask("/_next/static/chunks/d4e5f6.css", "br").head).toMatchObject({ "Content-Type": "text/css; charset=utf-8" });
  });

  it("HEAD has the same head and no body", () => {
    const { done, head, body } = ask("/_next/static/chunks/a1b2c3.js", "br", "HEAD");
    expect([done, head["Content-Encoding"], body]).toEqual([true, "br", undefined]);
  });

  it.each([
    ["no coding is taken", "/_next/static/chunks/a1b2c3.js", "identity", "GET"],
    ["every coding is refused", "/_next/static/chunks/a1b2c3.js", "br;q=0.0, gzip;q=0", "GET"],
    ["nothing is said", "/_next/static/chunks/a1b2c3.js", undefined, "GET"],
    ["there is no such file", "/_next/static/chunks/nobody.js", "br", "GET"],
    ["it is outside", "/_next/static/../secret.js", "br", "GET"],
    ["it is outside in other letters", "/_next/static/%2e%2e/secret.js", "br", "GET"],
    ["it is not text", "/_next/static/chunks/picture.png", "br", "GET"],
    ["it is the compressed file itself", "/_next/static/chunks/a1b2c3.js.br", "br", "GET"],
    ["it is something else", "/connections", "br", "GET"],
    ["something is sent", "/_next/static/chunks/a1b2c3.js", "br", "POST"],
  ])("are left to the framework where %s", (_, url, encoding, method) => {
    expect(ask(url, encoding, method)).toEqual({ done: false, head: {}, body: undefined });
  });
});

it("a server without a build leaves everything to the framework", () => {
  const none = builtFiles(path.join(folder, "nowhere"));
  const headers = { "accept-encoding": "br" };
  expect(none({ method: "GET", url: "/_next/static/chunks/a1b2c3.js", headers }, {} as ServerResponse)).toBe(false);
});
