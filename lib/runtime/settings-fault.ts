import { startsAsTrial } from "./read-settings";

/** What a start says that cannot go on: each setting that is wrong, by name and never by value. */
export function settingsFault(faults: readonly string[], env: Readonly<Record<string, string | undefined>>): string {
  const why =
    startsAsTrial(env) || env["HOLDFAST_MODE"] ? "" : " (production, because DATABASE_URL or an https APP_ORIGIN is set)";
  return `These settings keep Holdfast from starting${why}:\n${faults.map((fault) => `  ${fault}`).join("\n")}\n.env.example explains each.`;
}
