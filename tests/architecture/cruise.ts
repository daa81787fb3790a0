import { existsSync } from "node:fs";
import path from "node:path";
import { cruise, type IConfiguration, type IForbiddenRuleType } from "dependency-cruiser";
import config from "../../.dependency-cruiser.mjs";

const settings: IConfiguration = config;

/** The rules, as `npm run doors` applies them. */
export const doors: readonly IForbiddenRuleType[] = settings.forbidden ?? [];

export type Breach = { readonly rule: string; readonly from: string; readonly to: string };

/** Applies the doors to a tree and lists what they report. */
export async function breaches(root: string): Promise<Breach[]> {
  const folders = ["app", "components", "lib"].filter((name) => existsSync(path.join(root, name)));
  // A planted tree has no compiler settings of its own and needs none: it uses no alias.
  const { tsConfig: _, ...options } = settings.options ?? {};
  const { output } = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet: { forbidden: [...doors] } });
  if (typeof output === "string") throw new Error(output);
  return output.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from, to: violation.to }));
}
