import { describe, expect, it } from "vitest";
import { literalWords } from "./literal-words";
import { ourFiles } from "./our-files";

/** A page for when the catalogue may be what failed, and the words of which a browser must hold. */
const SAYS_BY_ITSELF = /^app\/(.+\/)?(global-)?error\.tsx$/;

const component = (text: string) => literalWords({ path: "components/planted.tsx", text: `export const P = () => ${text};` });

describe("words that people read", () => {
  it("all come from the catalogue", () => {
    const files = ourFiles().filter(({ path }) => /^(app|components)\/.+\.tsx$/.test(path) && !SAYS_BY_ITSELF.test(path));

    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(literalWords)).toEqual([]);
  });

  it.each([
    ["between tags", "<p>Try again</p>"],
    ["as an expression", '<p>{"Try again"}</p>'],
    ["behind a condition", '<p>{broken ? t("a.b") : "Fine"}</p>'],
    ["behind a guard", '<p>{broken && "Broken"}</p>'],
    ["in place of nothing", '<p>{name ?? "Nobody"}</p>'],
    ["around a value", "<p>{`since $" + "{day}`}</p>"],
    ["for those who listen", '<button aria-label="Close" />'],
    ["in an attribute's expression", "<img alt={big ? `Big` : ''} />"],
  ])("are found %s", (_, text) => {
    expect(component(text)).toHaveLength(1);
  });

  it.each([
    ["a key", '<p>{t("page.title", { name })}</p>'],
    ["a key that is handed on", '<Sentence text="page.title" />'],
    ["a separator", '<p>{" · "}&nbsp;—</p>'],
    ["a look", '<p className="mt-2">{name}</p>'],
  ])("are not %s", (_, text) => {
    expect(component(text)).toEqual([]);
  });
});
