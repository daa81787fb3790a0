import type { ProviderDefinition } from "../../core/providers/definition";

export type FaultChoice = { readonly value: string; readonly label: string };

/** A switch. The first choice is the usual one; `range` also lets a POST name any whole number in it. */
export type Fault = {
  /** Left out: every provider. */
  readonly meant?: (definition: ProviderDefinition) => boolean;
  readonly id: string;
  readonly group: FaultGroup;
  readonly label: string;
  readonly says: string;
  readonly choices: readonly [FaultChoice, ...FaultChoice[]];
  readonly range: { readonly min: number; readonly max: number } | null;
};

export const FAULT_GROUPS = {
  return: "On the way back",
  keys: "When keys are fetched or renewed",
  every: "On every answer",
} as const;
export type FaultGroup = keyof typeof FAULT_GROUPS;

const ON = [{ value: "on", label: "on" }] as const;

const asksToSignInAgain = ({ errors }: ProviderDefinition): boolean =>
  errors.some((rule) => rule.class === "reauth_required" && rule.where !== "authorization" && rule.where !== "api");

const FAULTS = [
  { id: "deny", group: "return", label: "Deny", says: "Allow goes back as a refusal, too.", choices: ON, range: null },
  {
    id: "fewer_scopes",
    group: "return",
    label: "Fewer permissions",
    says: "Only the first one that was asked for is given.",
    choices: ON,
    range: null,
  },
  {
    id: "wrong_account",
    group: "return",
    label: "Wrong account",
    says: "Another made-up account signs in than the one picked.",
    choices: ON,
    range: null,
  },
  {
    id: "wrong_state",
    group: "return",
    label: "Wrong state",
    says: "The way back carries another state, or none.",
    choices: [
      { value: "changed", label: "changed" },
      { value: "missing", label: "left out" },
    ],
    range: null,
  },
  {
    id: "wrong_signature",
    group: "return",
    label: "Wrong signature",
    says: "The way back is signed by somebody else, or not at all.",
    choices: [
      { value: "changed", label: "changed" },
      { value: "missing", label: "left out" },
    ],
    range: null,
    meant: ({ callback }) => callback.verify !== "none",
  },
  {
    id: "slow",
    group: "keys",
    label: "Slow answer",
    says: "The answer waits first, then does its work: a code may run out meanwhile.",
    choices: [
      { value: "5", label: "5 s" },
      { value: "35", label: "35 s" },
    ],
    range: { min: 1, max: 120 },
  },
  {
    id: "error",
    group: "keys",
    label: "Error on exchange",
    says: "500 and 503 do nothing. Timeout never answers. Lost does its work, then hangs up.",
    choices: [
      { value: "503", label: "503" },
      { value: "500", label: "500" },
      { value: "timeout", label: "timeout" },
      { value: "lost", label: "lost reply" },
    ],
    range: null,
  },
  {
    id: "late_code",
    group: "keys",
    label: "Code too late",
    says: "A code has run out before it is used.",
    choices: ON,
    range: null,
  },
  {
    id: "renewal_refused",
    group: "keys",
    label: "Renewal refused",
    says: "Refused, while the key itself stays good.",
    choices: ON,
    range: null,
  },
  {
    id: "rotation",
    group: "keys",
    label: "New key each renewal",
    says: "Reuse ends all: presenting a used key ends the whole family.",
    choices: [
      { value: "rotate", label: "rotate" },
      { value: "rotate_end", label: "reuse ends all" },
      { value: "keep", label: "keep the same" },
    ],
    range: null,
  },
  {
    id: "no_refresh_token",
    group: "keys",
    label: "No automatic renewal",
    says: "Replies bring no key to renew with.",
    choices: ON,
    range: null,
  },
  {
    id: "short_life",
    group: "keys",
    label: "Ends in 60 s",
    says: "New access lasts a minute.",
    choices: [{ value: "60", label: "60 s" }],
    range: { min: 1, max: 86_400 },
  },
  {
    id: "lifetime_names",
    group: "keys",
    label: "Name of the lifetime",
    says: "Documents and official clients call it differently. Which of the names a reply has.",
    choices: [
      { value: "first", label: "documented" },
      { value: "second", label: "of clients" },
      { value: "both", label: "both" },
      { value: "neither", label: "neither" },
    ],
    range: null,
    meant: ({ expiry }) => expiry.sources.filter(({ from }) => from === "reply").length > 1,
  },
  {
    id: "invalid_client",
    group: "keys",
    label: "App not accepted",
    says: "Refused, as if Holdfast's secret were wrong.",
    choices: ON,
    range: null,
  },
  {
    id: "refusal_status",
    group: "keys",
    label: "Refusals by another number",
    says: "Every refusal comes with this status. Its words stay the same.",
    choices: [
      { value: "400", label: "400" },
      { value: "401", label: "401" },
      { value: "403", label: "403" },
    ],
    range: null,
  },
  {
    id: "sign_in_again",
    group: "keys",
    label: "Sign in again",
    says: "Renewal is refused until the person signs in again. The key itself stays good.",
    choices: ON,
    range: null,
    meant: asksToSignInAgain,
  },
  {
    id: "forged_id_token",
    group: "keys",
    label: "Forged identity",
    says: "The reply says who the person is in a way that must not be believed.",
    choices: [
      { value: "other_key", label: "another key signed" },
      { value: "unsigned", label: "nobody signed" },
      { value: "public_key_as_secret", label: "public key as secret" },
      { value: "changed", label: "changed after signing" },
      { value: "issuer", label: "another issuer" },
      { value: "audience", label: "for another app" },
      { value: "nonce", label: "for another request" },
      { value: "expired", label: "ended long ago" },
    ],
    range: null,
    meant: (definition) => definition.idToken !== null,
  },
  {
    id: "revocation",
    group: "keys",
    label: "Ending access",
    says: "What the address for ending access answers; only 200 ends anything.",
    choices: [
      { value: "200", label: "200" },
      { value: "404", label: "404" },
      { value: "405", label: "405" },
      { value: "500", label: "500" },
    ],
    range: null,
    meant: (definition) => ["rfc7009", "http", "resource"].includes(definition.revocation.kind),
  },
  {
    id: "clock",
    group: "every",
    label: "Clock wrong",
    says: "The Date header is ten minutes off.",
    choices: [
      { value: "10", label: "+10 min" },
      { value: "-10", label: "−10 min" },
    ],
    range: { min: -1440, max: 1440 },
  },
  {
    id: "too_many",
    group: "every",
    label: "Too many calls (429)",
    says: "429 with Retry-After.",
    choices: [
      { value: "60", label: "wait 60 s" },
      { value: "5", label: "wait 5 s" },
    ],
    range: { min: 1, max: 86_400 },
  },
  {
    id: "html",
    group: "every",
    label: "HTML, not JSON",
    says: "200 with a web page, as a proxy in between would send.",
    choices: ON,
    range: null,
  },
] as const satisfies readonly Fault[];

export type FaultId = (typeof FAULTS)[number]["id"];

/** The switches that mean something at this provider. */
export const faultsOf = (definition: ProviderDefinition): readonly Fault[] =>
  FAULTS.filter((fault: Fault) => fault.meant?.(definition) ?? true);

/** The value in words; `null` when the switch does not take it. */
export function faultValueLabel(fault: Fault, value: string): string | null {
  const choice = fault.choices.find((candidate) => candidate.value === value);
  if (choice !== undefined) return choice.label;
  const number = Number(value);
  const fits = fault.range !== null && /^-?\d{1,6}$/.test(value) && number >= fault.range.min && number <= fault.range.max;
  return fits ? value : null;
}
