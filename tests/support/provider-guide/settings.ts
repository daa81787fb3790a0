import type { ProviderDefinition } from "@/lib/core/providers/definition";

/** One environment variable of a registration. `otherwise`: what holds when it is not set; null: it must be. */
export type Setting = { readonly name: string; readonly says: string; readonly otherwise: string | null };

const constantCase = (name: string): string => name.replace(/[A-Z]/g, "_$&").replaceAll("-", "_").toUpperCase();

/** Every setting of a registration without a name, in the order in which a person needs them. */
export function settingsOf(definition: ProviderDefinition): readonly Setting[] {
  const { id, client, extraSecrets, variables, redirect, environments } = definition;
  const front = constantCase(id);
  const [first = "", ...others] = Object.keys(environments);
  const needsSecret = !client.secretOptional && !client.methods.includes("none");
  return [
    { name: `${front}_CLIENT_ID`, says: "the application's id", otherwise: null },
    ...(needsSecret ? [{ name: `${front}_CLIENT_SECRET`, says: "the application's secret", otherwise: null }] : []),
    ...extraSecrets.map(({ env, label, otherwise }) => ({
      name: `${front}_${env}`,
      says: label,
      otherwise: otherwise === undefined ? null : `\`${otherwise}\``,
    })),
    ...variables
      .filter(({ from }) => from === "operator")
      .map(({ name, otherwise }) => ({
        name: `${front}_${constantCase(name)}`,
        says: `fills \`{${name}}\` in the addresses`,
        otherwise: otherwise === undefined ? null : `\`${otherwise}\``,
      })),
    ...(redirect.kind === "alias"
      ? [{ name: `${front}_REDIRECT_ALIAS`, says: "the name that the marketplace gave the callback address", otherwise: null }]
      : []),
    ...(others.length > 0
      ? [{ name: `${front}_ENVIRONMENT`, says: `\`${[first, ...others].join("` or `")}\``, otherwise: `\`${first}\`` }]
      : []),
  ];
}
