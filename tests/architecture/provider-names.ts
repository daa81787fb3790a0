import { readFileSync } from "node:fs";
import path from "node:path";
import { providerFiles } from "../support/shipped-definitions";

const FOLDER = path.join(import.meta.dirname, "../../lib/core/providers");

/** What each provider is called: its id, and the name that people read, from every definition that has a file, offered or not. */
export const providerNames = (): readonly string[] =>
  providerFiles().flatMap((file) => {
    const text = readFileSync(path.join(FOLDER, `${file}.ts`), "utf8");
    const shown = /displayName: "([^"]+)"/.exec(text)?.[1];
    return shown === undefined ? [file] : [file, shown];
  });

/** A line that names one, comments included, however it is joined or capitalised: `stack-auth`, `stackAuth`, `STACK_AUTH`. */
export function linesThatName(names: readonly string[]): RegExp {
  const anyCase = (text: string) => text.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  const written = names.map((name) =>
    name
      .split(/[\s-]+|(?<=[a-z])(?=[A-Z])/)
      .map(anyCase)
      .join("[ _-]?"),
  );
  return new RegExp(`(${[...new Set(written)].join("|")})(?![a-z])`);
}
