import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };
const project = (name: string, extra: Record<string, unknown> = {}) => ({
  resolve: { alias },
  test: { name, include: [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`], environment: "node" as const, ...extra },
});

export default defineConfig({
  test: {
    // A forgotten time zone fails loudly at +05:45.
    env: { TZ: "Asia/Kathmandu" },
    projects: [
      project("unit", { setupFiles: ["tests/support/fail-on-console.ts"], env: { TZ: "Asia/Kathmandu" } }),
      project("architecture", { testTimeout: 120_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false }),
      project("journeys", { testTimeout: 90_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
