import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

test("E3: nothing stands in front of the routes that a request could be told to skip", () => {
  const root = path.resolve(import.meta.dirname, "../../..");
  const names = ["", "src", "app"].flatMap((folder) =>
    ["proxy", "middleware"].flatMap((name) =>
      ["ts", "tsx", "js", "mjs", "cjs"].map((end) => path.join(root, folder, `${name}.${end}`)),
    ),
  );

  expect(existsSync(path.join(root, "next.config.mjs"))).toBe(true);
  expect(names.filter(existsSync)).toEqual([]);
});
