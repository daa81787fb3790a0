import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, startApp } from "@/tests/support/app";
import { pathTo, visitor } from "@/tests/support/visitor";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

it.each([
  ["/connections", "/connections"],
  ["/connections?_rsc=1abc9", "/connections"],
  ["/connections?_rsc", "/connections"],
  ["/connections?state=paused&_rsc=1abc9", "/connections?state=paused"],
  ["/connections?_rsc=1abc9&state=paused", "/connections?state=paused"],
  ["/connections?state=paused&_rsc", "/connections?state=paused"],
])("a stranger at %s comes back to %s after signing in", async (target, back) => {
  const answer = await visitor(app.origin).look(target);

  expect(pathTo(answer)).toBe(`/sign-in?returnTo=${encodeURIComponent(back)}`);
});
