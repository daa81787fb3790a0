import { describe, expect, it } from "vitest";
import { client, failureOf, httpTarget, to } from "./loopback";

/** Global by every rule, but in a block that was never given out: nothing answers there. */
const PUBLIC = "3f00::dead:beef";
const PRIVATE = "127.0.0.1";
const ROUNDS = 20;

const answering = (answer: (time: number) => readonly string[]) => {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: async () => {
      asked += 1;
      return answer(asked);
    },
  };
};

describe("B5: a name server that changes its answer", () => {
  it("B5: gets no connection when it says public first and private next, and is asked once per connection", async () => {
    await using target = await httpTarget((_, reply) => reply.end("reached"));
    const names = answering((time) => (time % 2 === 1 ? [PUBLIC] : [PRIVATE]));
    const call = client({ resolve: names.resolve, limits: { connectMs: 50 } });

    for (let round = 1; round <= ROUNDS; round += 1) {
      const { reason, requestSent } = failureOf(await call(to(`https://rebind.example:${target.port}/`)));

      expect(names.asked(), "one resolution per connection").toBe(round);
      expect(requestSent).toBe(false);
      expect(round % 2 === 1 ? ["connect", "timeout"] : ["refused_by_guard"]).toContain(reason);
    }

    expect(target.connections()).toBe(0);
  });

  it.each([
    ["public first", [PUBLIC, PRIVATE]],
    ["private first", [PRIVATE, PUBLIC]],
    ["private among many", [PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, PRIVATE]],
  ])("B5: is refused as a whole when one answer holds both, %s", async (_, addresses) => {
    await using target = await httpTarget((_request, reply) => reply.end("reached"));
    const names = answering(() => addresses);
    const call = client({ resolve: names.resolve });

    for (let round = 1; round <= ROUNDS; round += 1) {
      expect(failureOf(await call(to(`https://rebind.example:${target.port}/`)))).toMatchObject({
        reason: "refused_by_guard",
        requestSent: false,
      });
    }

    expect([names.asked(), target.connections()]).toEqual([ROUNDS, 0]);
  });
});
