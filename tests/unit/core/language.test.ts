import { describe, expect, it } from "vitest";
import { directionOf, languageFor, preferredLanguage } from "@/lib/core/language";

describe("the language of an answer", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["fr-FR,fr;q=0.9", "en"],
    ["de", "de"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr,ar-EG;q=0.7,en;q=0.3", "ar"],
    ["en;q=0.3,de;q=0.9", "de"],
    ["de;q=0,en", "en"],
    ["*", "en"],
    [";;,,q=1,de;q=abc", "de"],
  ])("a browser that asks for %j reads %s", (header, language) => {
    expect(languageFor(undefined, header)).toBe(language);
  });

  it("is the one that was chosen, whatever the browser asks for", () => {
    expect(languageFor("ar", "de")).toBe("ar");
    expect(languageFor("klingon", "de")).toBe("de");
    expect(languageFor("<script>", null)).toBe("en");
  });

  it("is the disguised one only where a browser was told so, never because it asks", () => {
    expect(languageFor("en-XA", "de")).toBe("en-XA");
    expect(preferredLanguage("en-XA")).toBe("en");
  });

  it("does not read for ever what a stranger sends", () => {
    expect(preferredLanguage(`${"xx,".repeat(50_000)}de`)).toBeNull();
  });

  it("is written from the right in Arabic only", () => {
    expect([directionOf("en"), directionOf("de"), directionOf("ar"), directionOf("en-XA")]).toEqual(["ltr", "ltr", "rtl", "ltr"]);
  });
});
