import type { ProviderDefinition } from "../providers/definition";
import { readAuthChallenge } from "./auth-challenge";
import type { FailedReply } from "./error-rules";

/** What stands around a permission in a sentence or in JSON. */
const BETWEEN_WORDS = /[\s"'`,;()[\]{}<>\\]+/;
const END_OF_SENTENCE = /[.:!?]+$/;

/**
 * The permissions that a refusal names: those that its challenge calls enough (RFC 6750 §3), or else
 * those that its body mentions.
 *
 * Only values that the definition knows are taken, so nothing that a provider wrote is ever shown.
 */
export function namedScope({ known }: ProviderDefinition["scope"], { headers, text }: FailedReply): readonly string[] {
  const challenge = readAuthChallenge(headers["www-authenticate"]);
  for (const words of [challenge?.scope, challenge?.description, text]) {
    const said = new Set((words ?? "").split(BETWEEN_WORDS).flatMap((word) => [word, word.replace(END_OF_SENTENCE, "")]));
    const named = known.map(({ value }) => value).filter((value) => said.has(value));
    if (named.length > 0) return named;
  }
  return [];
}
