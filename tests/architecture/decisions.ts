import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "../../docs/decisions");

/** The list of decisions as it should stand in their README, one line per page, in order. */
export function decisionList(): string[] {
  const pages = readdirSync(FOLDER).filter((name) => /^\d{4}-.+\.md$/.test(name));
  return pages.sort().map((page) => {
    const title = readFileSync(path.join(FOLDER, page), "utf8").match(/^# (?:\d+\. )?(.+)$/m)?.[1] ?? "";
    return `- [${page.slice(0, 4)}: ${title}](${page})`;
  });
}

export const decisionsReadme = (): string => readFileSync(path.join(FOLDER, "README.md"), "utf8");
