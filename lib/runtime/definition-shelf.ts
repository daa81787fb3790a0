import type { CustomProvider } from "../core/ports/provider-admin";
import type { Logger } from "../core/ports/system";
import { ProviderDefinition } from "../core/providers/definition";

/** How soon a process knows of a provider that another one has written down. */
const LOOK_EVERY_MS = 3_000;

type Source = { readonly customs: () => Promise<readonly CustomProvider[]> };

/** The definitions that a process works by: those that ship, and those that admins have described. */
export type DefinitionShelf = {
  /** One list for as long as the process lives; what stands in it changes. */
  readonly definitions: readonly ProviderDefinition[];
  /** Reads what admins have described. */
  readonly reload: () => Promise<void>;
  /** Reads it again and again, until it is told to stop. */
  readonly follow: () => () => Promise<void>;
};

/** @param shipped they go before any other of the same id */
export function definitionShelf(shipped: readonly ProviderDefinition[], source: Source, logger: Logger): DefinitionShelf {
  const definitions = [...shipped];
  let seen = "";

  const reload = async (): Promise<void> => {
    const customs = await source.customs();
    const now = JSON.stringify(customs);
    if (now === seen) return;
    const read = customs.flatMap(({ providerId, definition }) => {
      const parsed = ProviderDefinition.safeParse(definition);
      const fits = parsed.success && parsed.data.id === providerId && !shipped.some(({ id }) => id === providerId);
      if (!fits) logger.error("a provider that an admin described cannot be read", { provider: providerId });
      return fits ? [parsed.data] : [];
    });
    seen = now;
    definitions.splice(shipped.length, definitions.length, ...read);
  };

  const follow = (): (() => Promise<void>) => {
    let last: Promise<void> = Promise.resolve();
    const look = () => {
      last = reload().catch((error: unknown) => logger.warn("what admins have described could not be read", { error }));
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      await last;
    };
  };
  return { definitions, reload, follow };
}
