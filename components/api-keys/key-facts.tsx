import type { ApiKeyView } from "../../lib/views/api-keys";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";

/** What a key may do and with which connections, as one line. */
export function keyScope({ may, connections }: ApiKeyView): string {
  const t = translator();
  const right = t(`api_keys.may.${may}`);
  if (connections === null) return t("api_keys.scope_all", { right });
  return connections.length === 0
    ? t("api_keys.scope_none", { right })
    : t("api_keys.scope_some", { right, labels: listWords(connections) });
}

/** When a key was last used, and from where. */
export function KeyUsed({ apiKey, moment }: { readonly apiKey: ApiKeyView; readonly moment: Moment }) {
  const { usedAt, usedFrom } = apiKey;
  if (usedAt === null) return translator()("api_keys.never_used");
  const when = <Time at={usedAt} moment={moment} as="relative" />;
  return usedFrom === null ? (
    <Sentence text="api_keys.used" nodes={{ when }} />
  ) : (
    <Sentence text="api_keys.used_from" nodes={{ when, network: usedFrom }} />
  );
}
