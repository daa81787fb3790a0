import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import { FAILURES } from "@/lib/core/errors";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { hasText, translator } from "@/lib/views/texts/translate";

const root = path.resolve(import.meta.dirname, "../../..");

function sourcesIn(folder: string): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => ({ file: path.join(folder, file), text: readFileSync(path.join(root, folder, file), "utf8") }));
}

/** Keys that stand in the code as they are: `t("a.b")` and the `text` of a sentence. */
const keysIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bt\(\s*"([a-z][\w.]+)"|<Sentence\s+text="([a-z][\w.]+)"|translator\(\)\(\s*"([a-z][\w.]+)"/g)].map(
    ([, first, second, third]) => first ?? second ?? third ?? "",
  );

describe("the catalogue of texts", () => {
  it("has every key that a page asks for by name", () => {
    const asked = [...sourcesIn("app"), ...sourcesIn("components")].flatMap(({ file, text }) =>
      keysIn(text).map((key) => ({ file, key })),
    );

    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key }) => !hasText(key))).toEqual([]);
  });

  it("has a title and a paragraph for every failure", () => {
    const wanted = Object.values(FAILURES).flatMap(({ text }) => [`${text}.title`, `${text}.body`]);

    expect(wanted.filter((key) => !hasText(key))).toEqual([]);
  });

  it("has a name and a meaning for every state", () => {
    expect(
      DISPLAY_STATES.flatMap((state) => [`state.${state}.name`, `state.${state}.tells`]).filter((key) => !hasText(key)),
    ).toEqual([]);
  });

  it("has a sentence for every permission, promise and remark of every marketplace", () => {
    const wanted = CATALOGUE.flatMap(({ scope, texts }) => [
      ...scope.known.map(({ text }) => text),
      ...texts.never,
      ...texts.notes,
    ]);

    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((key) => key !== null && !hasText(key))).toEqual([]);
  });

  it("counts as people do", () => {
    const t = translator();

    expect(t("nav.needs_you", { count: 1 })).toBe("1 needs you");
    expect(t("nav.needs_you", { count: 2 })).toBe("2 need you");
    expect(t("state.partial.tells", { count: 1 })).toBe(
      "You are connected, but 1 permission was not given. Reconnect to add it.",
    );
    expect(t("state.partial.tells", { count: 3 })).toContain("3 permissions were not given. Reconnect to add them.");
  });

  it("gives a key back as itself rather than half a page", () => {
    expect(translator()("no.such.key")).toBe("no.such.key");
    expect(hasText("toString")).toBe(false);
  });
});
