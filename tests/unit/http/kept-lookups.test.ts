import { expect, test } from "vitest";
import { keptLookups } from "@/lib/adapters/http/kept-lookups";
import { err, ok, type Result } from "@/lib/core/result";

/** A keeper with a clock of the test, and a look-up that answers what the test says. */
function keeper(most = 10) {
  const at = { ms: 0 };
  const asked: string[] = [];
  let answer: Result<string, string> = ok("first");
  const kept = keptLookups<string, string>({ monotonicMs: () => at.ms }, { freshMs: 1_000, restMs: 100, most });
  const ask = (key = "a", insist = false) =>
    kept(
      key,
      async () => {
        asked.push(key);
        return answer;
      },
      insist,
    );
  return {
    ask,
    asked,
    pass: (ms: number) => {
      at.ms += ms;
    },
    say: (next: Result<string, string>) => {
      answer = next;
    },
  };
}

test("an answer is asked for once and again when it is no longer fresh", async () => {
  const { ask, asked, pass, say } = keeper();
  expect(await ask()).toEqual(ok("first"));
  pass(999);
  expect(await ask()).toEqual(ok("first"));
  expect(asked).toHaveLength(1);
  say(ok("second"));
  pass(1);
  expect(await ask()).toEqual(ok("second"));
  expect(asked).toHaveLength(2);
});

test("an old answer is used while nobody answers, and a failed look-up rests", async () => {
  const { ask, asked, pass, say } = keeper();
  await ask();
  pass(5_000);
  say(err("down"));
  expect(await ask()).toEqual(ok("first"));
  expect(await ask()).toEqual(ok("first"));
  expect(asked).toHaveLength(2);
  pass(100);
  say(ok("second"));
  expect(await ask()).toEqual(ok("second"));
});

test("without any answer the failure is told, at once to the next one and by a new look-up to who insists", async () => {
  const { ask, asked, say } = keeper();
  say(err("down"));
  expect([await ask(), await ask()]).toEqual([err("down"), err("down")]);
  expect(asked).toHaveLength(1);
  say(ok("second"));
  expect(await ask("a", true)).toEqual(ok("second"));
  expect(await ask()).toEqual(ok("second"));
});

test("whoever asks at the same time shares one look-up", async () => {
  const { ask, asked } = keeper();
  expect(await Promise.all([ask(), ask(), ask("a", true)])).toEqual([ok("first"), ok("first"), ok("first")]);
  expect(asked).toEqual(["a"]);
});

test("no more than so many are kept, and the oldest goes first", async () => {
  const { ask, asked } = keeper(2);
  for (const key of ["a", "b", "c", "b", "c", "a"]) await ask(key);
  expect(asked).toEqual(["a", "b", "c", "a"]);
});
