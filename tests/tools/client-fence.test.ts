import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ourFiles } from "../architecture/our-files";
import { startChild } from "../support/child";

const ROOT = path.join(import.meta.dirname, "../..");
const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");

/** Inside the project, so that its packages and its `#node-only` are the ones that count. */
let dir = "";
beforeAll(() => {
  const parent = path.join(ROOT, ".holdfast/cache");
  mkdirSync(parent, { recursive: true });
  dir = mkdtempSync(path.join(parent, "fence-"));
  const root = JSON.stringify(ROOT);
  write(
    "next.config.mjs",
    `export default { turbopack: { root: ${root} }, outputFileTracingRoot: ${root}, typescript: { ignoreBuildErrors: true } };\n`,
  );
  write(
    "app/layout.tsx",
    "export default function Layout({ children }) {\n  return <html lang='en'><body>{children}</body></html>;\n}\n",
  );
  write(
    "app/page.tsx",
    'import { Clock } from "./clock";\nimport { open } from "../sealed";\n\nexport default () => <Clock text={open()} />;\n',
  );
  write("sealed.ts", 'import "#node-only";\n\nexport const open = () => "opened on the server";\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  writeFileSync(path.join(dir, file), text);
}

async function build(): Promise<{ readonly code: number | string; readonly output: string }> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  await using child = startChild(process.execPath, [NEXT, "build"], { cwd: dir, env });
  return { code: await child.ended, output: child.output() };
}

/** The modules that carry the mark, as the project stands. */
const marked = ourFiles()
  .filter((file) => file.path.startsWith("lib/") && /^import "#node-only";$/m.test(file.text))
  .map((file) => file.path);

const CLOCK = '"use client";\n\nexport const Clock = ({ text }) => <p>{text}</p>;\n';

describe("C2", () => {
  test("C2: a page may use a marked module on the server", async () => {
    write("app/clock.tsx", CLOCK);

    const { code, output } = await build();

    expect(output).toContain("Generating static pages");
    expect(code).toBe(0);
  }, 120_000);

  test("C2: a client component that reaches a marked module over one step fails the build", async () => {
    write("between.ts", 'export { open } from "./sealed";\n');
    write(
      "app/clock.tsx",
      '"use client";\nimport { open } from "../between";\n\nexport const Clock = ({ text }) => <p>{text + open()}</p>;\n',
    );

    const { code, output } = await build();

    expect(code).not.toBe(0);
    expect(output).toContain("Can't resolve '#node-only'");
    expect(output).toContain("app/clock.tsx");
  }, 120_000);

  test("C2: every module of ours that touches tokens fails the build of a client component that imports it", async () => {
    expect(marked.length).toBeGreaterThan(0);
    const imports = marked.map((file, index) => `import * as m${index} from "../../../../${file}";`);
    const uses = marked.map((_, index) => `m${index}`).join(", ");
    write(
      "app/clock.tsx",
      `"use client";\n${imports.join("\n")}\n\nexport const Clock = ({ text }) => <p>{text + [${uses}].length}</p>;\n`,
    );

    const { code, output } = await build();

    expect(code).not.toBe(0);
    expect(marked.filter((file) => !output.includes(file))).toEqual([]);
  }, 120_000);
});
