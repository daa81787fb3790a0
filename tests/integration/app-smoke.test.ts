import { expect, it } from "vitest";
import { startApp } from "@/tests/support/app";

it("the built application answers, knows who is signed in, and sends strangers to sign in", async () => {
  await using app = await startApp();
  const { cookie } = await app.signIn("Jane");
  const stranger = await fetch(`${app.origin}/connections`, { redirect: "manual" });
  expect(stranger.status).toBe(307);
  expect(stranger.headers.get("location")).toContain("/sign-in");
  const known = await fetch(`${app.origin}/connections`, { headers: { cookie } });
  expect(known.status).toBe(200);
  expect(await known.text()).toContain("Connect your first marketplace");
});
