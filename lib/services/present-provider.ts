import type { ProviderDefinition } from "../core/providers/definition";
import type { ProviderView, ScopeView } from "../views/connection";

/** What a browser may see of a provider at one of its environments. */
export const providerView = (definition: ProviderDefinition, environmentId: string): ProviderView => ({
  id: definition.id,
  name: definition.displayName,
  monogram: definition.monogram,
  tone: definition.tone,
  isTest: definition.environments[environmentId]?.isTest ?? false,
});

/** A provider that is no longer shipped, so that its connections can still be shown and ended. */
export const unknownProviderView = (id: string): ProviderView => ({ id, name: id, monogram: "??", tone: "own", isTest: false });

/** One scope value in the seller's words, or in those of their admins; a value without a sentence shows its technical name. */
export function scopeView(definition: ProviderDefinition, value: string, given: boolean): ScopeView {
  const known = definition.scope.known.find((entry) => entry.value === value);
  const words = definition.scope.words?.[value];
  return { value, text: known?.text ?? null, ...(words !== undefined && { words }), writes: known?.writes ?? false, given };
}

/** What access allows beside the permissions that have a name: given with all the rest. */
export const alsoViews = ({ texts }: ProviderDefinition): readonly ScopeView[] =>
  texts.also.map(({ text, writes }) => ({ value: "", text, writes, given: true }));

/** The page on which people sign out; nobody leaves a test for the real marketplace. */
export const signOutUrl = ({ texts, environments }: ProviderDefinition, environmentId: string): string | null =>
  environments[environmentId]?.isTest ? null : texts.signOutUrl;
