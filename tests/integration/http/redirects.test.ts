import { describe, expect, it } from "vitest";
import { client, httpTarget, toOwn } from "./loopback";

describe("B6: a provider that answers with a redirect", () => {
  it.each([301, 302, 303, 307, 308])("B6: %i is not followed and the secret is sent once", async (status) => {
    const seen: string[] = [];
    await using target = await httpTarget((_, reply) => reply.end("reached"));
    await using provider = await httpTarget((request, reply) => {
      request.on("data", (chunk) => seen.push(String(chunk)));
      request.on("end", () => reply.writeHead(status, { location: `${target.origin}/steal` }).end("moved"));
    });

    const outcome = await client()(
      toOwn(`${provider.origin}/token`, {
        method: "POST",
        body: "client_secret=once",
        allowedOrigins: [provider.origin, target.origin],
        httpOrigins: [provider.origin, target.origin],
      }),
    );

    expect(outcome).toEqual({
      ok: false,
      failure: { reason: "redirect", status, requestSent: true, detail: `127.0.0.1: answered ${status}, which is not followed` },
    });
    expect([target.connections(), provider.connections()]).toEqual([0, 1]);
    expect(seen).toEqual(["client_secret=once"]);
  });

  it("B6: is not followed to a path of its own either", async () => {
    const paths: (string | undefined)[] = [];
    await using provider = await httpTarget((request, reply) => {
      paths.push(request.url);
      reply.writeHead(302, { location: "/elsewhere" }).end();
    });

    await client()(toOwn(`${provider.origin}/token`));

    expect(paths).toEqual(["/token"]);
  });
});
