import { expect, it } from "vitest";
import { deviceWords } from "@/lib/core/device-words";

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

it.each([
  ["Chrome on Linux", CHROME],
  ["Chrome on Linux", CHROME.replace("Chrome", "HeadlessChrome")],
  ["Edge on Windows", `${CHROME.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64")} Edg/143.0.0.0`],
  ["Opera on macOS", `${CHROME.replace("X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7")} OPR/120.0.0.0`],
  ["Chrome on Android", CHROME.replace("X11; Linux x86_64", "Linux; Android 16; Pixel 10")],
  ["Firefox on Windows", "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"],
  [
    "Safari on iOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
  ],
  ["Safari on macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15"],
  ["Linux", "Something/1.0 (X11)"],
  ["Firefox", "Firefox/145.0"],
  ["Unknown device", "curl/8.5.0"],
  ["Unknown device", ""],
  ["Unknown device", null],
  ["Unknown device", "<script>alert(1)</script>"],
])("a session is told apart as %s", (words, userAgent) => {
  expect(deviceWords(userAgent)).toBe(words);
});
