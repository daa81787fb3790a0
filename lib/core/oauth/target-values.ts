import "#node-only";
import type { ProviderTarget } from "../ports/provider-client";
import type { TemplateValues } from "./template";

/**
 * Values that a template in an address may name: variables, the client id, and credentials that the
 * provider itself publishes. A secret is not among them, so a definition that names one gets no URL.
 */
export function publicValues(target: ProviderTarget, variables: TemplateValues): TemplateValues {
  const published = target.definition.extraSecrets.flatMap(({ name, isPublic }) => {
    const value = Object.hasOwn(target.extraSecrets, name) ? target.extraSecrets[name] : undefined;
    return isPublic && value !== undefined ? [[name, value] as const] : [];
  });
  return { ...variables, ...Object.fromEntries(published), clientId: target.clientId };
}

/** Values that a header or a body may name as well. */
export const privateValues = (target: ProviderTarget, variables: TemplateValues): TemplateValues => ({
  ...variables,
  ...target.extraSecrets,
  clientId: target.clientId,
  ...(target.clientSecret === null ? {} : { clientSecret: target.clientSecret }),
});

/** The registration's own secrets, for masking. */
export const secretsOf = ({ clientSecret, olderSecrets = [], extraSecrets }: ProviderTarget): readonly string[] => [
  ...Object.values(extraSecrets),
  ...olderSecrets,
  ...(clientSecret === null ? [] : [clientSecret]),
];
