/** The six families of state colours; each is a utility of `app/globals.css`. */
export const TONES = {
  stop: "tone-stop",
  warn: "tone-warn",
  soon: "tone-soon",
  wait: "tone-wait",
  idle: "tone-idle",
  good: "tone-good",
} as const;

export type Tone = keyof typeof TONES;
