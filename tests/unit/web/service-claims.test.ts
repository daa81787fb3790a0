import { describe, expect, it } from "vitest";
import { claimsOf, completedBy, lacksAddress, servicePerson } from "@/lib/web/auth/service-claims";

const ISSUER = "https://login.company.example/";
const idToken = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
const jane = { iss: ISSUER, sub: "jane", email: "jane@shop.example", email_verified: true };

describe("what a sign-in service says of somebody", () => {
  it.each(["https://login.company.example", "https://login.company.example/other/", "https://evil.example/"])(
    "A23: an id_token of %s is another issuer's, to the letter",
    (iss) => {
      expect(() => claimsOf(idToken({ ...jane, iss }), ISSUER)).toThrow("another issuer");
    },
  );

  it.each([undefined, false, "true", 1, null])("an address that is verified as %j is no address", (email_verified) => {
    expect(servicePerson(claimsOf(idToken({ ...jane, email_verified }), ISSUER))).toEqual({ sub: "jane", email: null });
  });

  it("a verified one counts, from the id_token or from the userinfo endpoint", () => {
    const bare = claimsOf(idToken({ iss: ISSUER, sub: "jane" }), ISSUER);

    expect(servicePerson(claimsOf(idToken(jane), ISSUER))).toEqual({ sub: "jane", email: "jane@shop.example" });
    expect(lacksAddress(bare)).toBe(true);
    expect(servicePerson(completedBy(bare, jane))).toEqual({ sub: "jane", email: "jane@shop.example" });
  });

  it("userinfo about somebody else, or about nobody, is not taken", () => {
    const bare = claimsOf(idToken({ iss: ISSUER, sub: "jane" }), ISSUER);

    expect(() => completedBy(bare, { ...jane, sub: "mallory" })).toThrow("somebody else");
    expect(() => completedBy(bare, {})).toThrow();
  });
});
