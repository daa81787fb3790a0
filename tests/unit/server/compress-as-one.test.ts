import { ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { compressAsOne } from "@/lib/server/compress-as-one";

/** As a compressor leaves a response behind. */
type Flushed = ServerResponse & { flush?: () => void };

function flushes(prepare: (response: ServerResponse) => void): number {
  let count = 0;
  const response: Flushed = new ServerResponse({ method: "GET" } as never);
  prepare(response);
  response.flush = () => {
    count += 1;
  };
  response.flush();
  return count;
}

it("a compressor is not told to forget between the halves of a page", () => {
  expect(flushes(compressAsOne)).toBe(0);
  expect(flushes(() => undefined)).toBe(1);
});
