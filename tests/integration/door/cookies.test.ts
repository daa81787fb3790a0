import { expect, it } from "vitest";
import { startApp } from "@/tests/support/app";
import { mailedLink, useLink } from "@/tests/support/mail-sign-in";
import { FORMS, NOBODYS } from "@/tests/support/route-table";
import { cameBack, connectAccount, depart, visitor } from "@/tests/support/visitor";

/** The longest label and name that our forms take, in characters of four bytes. */
const WIDE = "\u{1F39F}";

it("C11: no cookie is longer than 4096 bytes or holds what gives access at a marketplace", async () => {
  await using app = await startApp();
  const { email, userId, sessionId } = await app.signIn("Jane");
  const browser = visitor(app.origin);
  await useLink(browser, await mailedLink(app.database, browser, email));
  const { id, attempt } = await connectAccount(app, browser, { label: WIDE.repeat(60) }, { account: "ana" });
  await browser.submit(`/api/connections/${id}/rename`, { label: `x${WIDE.repeat(59)}` });
  for (let n = 0; n < 8; n++) await depart(browser);
  const denied = await depart(browser);
  await browser.look(await cameBack(denied, { decision: "deny" }));
  const last = ["/api/connections/[id]/disconnect", "/api/sessions/[id]/end", "/api/sign-out"];
  const first = FORMS.filter(({ pattern }) => !last.includes(pattern) && !pattern.startsWith("/api/sign-in"));
  const ids = { connection: id, attempt, session: sessionId, person: userId, ...NOBODYS };
  for (const { at, fields } of [...first, ...FORMS.filter(({ pattern }) => last.includes(pattern))])
    await browser.submit(at(ids), fields?.(ids));

  const names = new Set(browser.offered.map((line) => line.slice(0, line.indexOf("=")).replace(/att_.*/, "att")));
  expect([...names].sort()).toEqual(
    [
      "__Host-hf-at-att",
      "__Host-holdfast.asked",
      "__Host-holdfast.continue",
      "__Host-holdfast.flash",
      "__Host-holdfast.session",
      "density",
      "language",
      "theme",
      "view",
    ].sort(),
  );
  for (const line of browser.offered) {
    const [pair = ""] = line.split(";", 1);
    const value = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    expect(Buffer.byteLength(pair), pair.slice(0, 40)).toBeLessThanOrEqual(4096);
    const inside = `${value}\n${Buffer.from(value.split(".")[0] ?? "", "base64url").toString()}`;
    expect(inside).not.toMatch(/access|refresh|bearer|A256GCM|"ctx"|^eyJ.*eyJ/i);
  }
});
