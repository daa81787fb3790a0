import type { ProviderDefinition } from "../core/providers/definition";

/**
 * Adds the `lookalike` environment to definitions, by composition and never by editing one. It is the
 * only environment that may be reached over plain http, and only at the given addresses.
 *
 * @param basesOf the look-alike's base addresses of a definition
 * @param consoleOf where its access is ended by hand
 */
export const withLookalike = (
  definitions: readonly ProviderDefinition[],
  basesOf: (definition: ProviderDefinition) => Readonly<Record<string, string>>,
  consoleOf: (definition: ProviderDefinition) => string | null = () => null,
): readonly ProviderDefinition[] =>
  definitions.map((definition) => {
    const page = consoleOf(definition);
    return {
      ...definition,
      environments: {
        ...definition.environments,
        lookalike: {
          label: `Pretend ${definition.displayName}`,
          isTest: true,
          bases: { ...basesOf(definition) },
          allowHttp: true,
          ...(page !== null && { manageAccessUrl: page }),
        },
      },
    };
  });
