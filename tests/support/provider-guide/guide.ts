import type { DIMENSIONS, ProviderDefinition } from "@/lib/core/providers/definition";
import { section } from "./section";
import * as words from "./words";

const COLUMNS: readonly {
  readonly title: string;
  readonly evidence: (typeof DIMENSIONS)[number];
  readonly cell: (definition: ProviderDefinition) => string;
}[] = [
  { title: "Access lasts", evidence: "expiry", cell: words.accessLife },
  { title: "Permission lasts", evidence: "refreshLifetime", cell: words.permissionLife },
  { title: "Refresh token", evidence: "rotation", cell: words.rotation },
  { title: "Cancelled", evidence: "revocation", cell: words.cancelling },
  { title: "Left after Disconnect", evidence: "revocation", cell: words.surviving },
  { title: "Account known by", evidence: "identity", cell: words.identity },
  { title: "Client", evidence: "client", cell: words.clientAuthentication },
  { title: "PKCE", evidence: "pkce", cell: words.pkce },
];

/** The guide to every marketplace that Holdfast ships, as Markdown, from nothing but the definitions. */
export function providerGuide(definitions: readonly ProviderDefinition[]): string {
  const row = (definition: ProviderDefinition): string => {
    const cells = COLUMNS.map(({ cell, evidence }) => `${cell(definition)} (${definition.evidence[evidence]?.tag ?? "U"})`);
    return `| [${definition.displayName}](#${anchor(definition.displayName)}) | ${cells.join(" | ")} |`;
  };
  return [
    "# Marketplaces",
    "",
    "Written by `npm run docs` from the definitions in `lib/core/providers/`; change those, not this page.",
    "",
    "No marketplace was asked for any of this. Each statement has its evidence: **D** official documentation, **R** official source",
    "code, **S** a secondary source, **M** measured, **I** inferred from the software behind it, **U** not verified. What is marked I or U",
    "may be wrong, and can be changed in the definition alone.",
    "",
    `| Marketplace | ${COLUMNS.map(({ title }) => title).join(" | ")} |`,
    `|---|${COLUMNS.map(() => "---|").join("")}`,
    ...definitions.map(row),
    "",
    "More than one registration at a marketplace: `.env.example` shows how to name them. The settings below are those of the first.",
    "",
    definitions.map(section).join("\n\n"),
    "",
  ].join("\n");
}

/** As Markdown renderers make it out of a heading. */
const anchor = (heading: string): string => heading.toLowerCase().replaceAll(" ", "-");
