import { translator } from "./texts/translate";

/**
 * A device in the reader's words.
 *
 * @param stored as `core/device-words.ts` makes it, which is also how devices are told apart: "Firefox on Linux"
 */
export function deviceName(stored: string, t = translator()): string {
  const [browser = "", system] = stored.split(" on ");
  if (system !== undefined) return t("profile.device", { browser, system });
  return stored === "Unknown device" ? t("profile.device_unknown") : stored;
}
