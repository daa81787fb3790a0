import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import english from "@/lib/views/texts/en.json";
import { hardestSentences, readingGrade } from "../../support/reading-grade";

const texts = Object.entries(english as Record<string, string>);
const HARDEST_GRADE = 8;
const FORBIDDEN = /\b(tokens?|oauth|scopes?|grants?|granted|invalid|authentication failed|revoked?|unlink(ed)?)\b/i;

/** A value under every name that a text asks for, so that only the text itself can be at fault. */
const valuesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = ""]) => [name, /, plural/.test(text) ? 2 : "Berlin"]));

/** What the formatter says against a text; null: nothing. */
function faultOf(text: string): string | null {
  let fault: string | null = null;
  const onError = ({ code }: { readonly code: string }) => {
    fault = code;
  };
  createTranslator({ locale: "en", messages: { it: text }, timeZone: "UTC", onError })("it", valuesOf(text));
  return fault;
}

describe("the texts", () => {
  it("have no key that is also the beginning of another, since the formatter walks a tree", () => {
    const keys = texts.map(([key]) => key);

    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
  });

  it("can all be formatted", () => {
    expect(texts.filter(([, text]) => faultOf(text) !== null)).toEqual([]);
    expect(faultOf("Hello {name")).not.toBeNull();
  });

  it("never use a word that only a programmer knows", () => {
    expect(texts.filter(([, text]) => FORBIDDEN.test(text))).toEqual([]);
  });

  it(`can be read by somebody with ${HARDEST_GRADE} years of school`, () => {
    expect(hardestSentences(texts, HARDEST_GRADE)).toEqual([]);
    expect(
      readingGrade(
        texts
          .map(([, text]) => text)
          .filter((text) => text.endsWith("."))
          .join(" "),
      ),
    ).toBeLessThan(HARDEST_GRADE / 2);
  });
});
