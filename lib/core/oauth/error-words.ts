import type { ProviderDefinition } from "../providers/definition";
import { readAuthChallenge } from "./auth-challenge";
import type { FailedReply } from "./error-rules";
import { readText } from "./json-path";

/** The provider's own words about a failure, for admins only. */
export type ErrorWords = { readonly errorCode: string | null; readonly errorText: string | null };

const CODE = /^[A-Za-z0-9_.-]{1,80}$/;
const LONGEST_TEXT = 500;

/**
 * What an admin may read of a failed reply.
 *
 * A code that is no plain word is left out, since anything could be in it; a sentence goes through
 * `mask` before it is cut, so that half a secret never remains.
 */
export function readErrorWords(
  reply: ProviderDefinition["reply"],
  failed: FailedReply,
  mask: (text: string) => string,
): ErrorWords {
  const { body, headers, text } = failed;
  const challenge = readAuthChallenge(headers["www-authenticate"]);
  const at = (path: string): string | null => readText(body, path);
  const codes = [
    reply.success === null ? null : at(reply.success.path),
    at("code"),
    at("error"),
    at("error.code"),
    challenge?.error ?? null,
  ];
  const code = codes.find((candidate) => candidate !== null && CODE.test(candidate) && mask(candidate) === candidate) ?? null;
  const isPlainText = body === undefined && (headers["content-type"] ?? "").startsWith("text/plain");
  const sentence =
    at("error_description") ??
    at("message") ??
    at("error.message") ??
    challenge?.description ??
    (isPlainText ? text : (at("error") ?? null));
  return {
    errorCode: code,
    errorText: sentence === null || sentence === code ? null : tidy(mask(sentence.slice(0, 20 * LONGEST_TEXT))),
  };
}

/** One line of visible characters: no line breaks for a log, no direction marks for a page, no half characters, which a database refuses. */
const tidy = (sentence: string): string =>
  sentence
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .slice(0, LONGEST_TEXT)
    .replace(/\p{Cs}/gu, "");
