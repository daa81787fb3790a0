import { expect, test } from "vitest";
import { createDigest } from "@/lib/adapters/crypto/digest";
import { signedResponse } from "@/lib/core/oauth/signed-response";

/** Shopify's own example. */
const QUERY = "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173";
const HMAC = "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf";

const digest = createDigest(Buffer.alloc(32));
const isGenuine = (query: string, secret = "hush"): boolean => {
  const signed = signedResponse(new URLSearchParams(query), "hmac");
  return signed !== null && digest.isHmacSha256(signed.signature, signed.text, secret);
};

test("Shopify's own example is genuine, in whatever order its parameters come", () => {
  expect(isGenuine(`${QUERY}&hmac=${HMAC}`)).toBe(true);
  expect(isGenuine(`hmac=${HMAC}&${QUERY.split("&").reverse().join("&")}`)).toBe(true);
});

test("every single changed character makes it a forgery", () => {
  const genuine = `${QUERY}&hmac=${HMAC}`;
  for (let at = 0; at < genuine.length; at++) {
    const changed = `${genuine.slice(0, at)}${genuine[at] === "1" ? "2" : "1"}${genuine.slice(at + 1)}`;
    expect(isGenuine(changed), changed).toBe(false);
  }
});

test.each([
  ["no signature", QUERY],
  ["an empty signature", `${QUERY}&hmac=`],
  ["the signature twice", `${QUERY}&hmac=${HMAC}&hmac=${HMAC}`],
  ["a parameter twice", `${QUERY}&hmac=${HMAC}&shop=some-shop.myshopify.com`],
  ["a parameter more", `${QUERY}&hmac=${HMAC}&locale=de`],
  ["a parameter less", `${QUERY.replace(/&timestamp=\d+/, "")}&hmac=${HMAC}`],
  ["two parameters drawn into one", `${QUERY.replace("&timestamp=", "%26timestamp%3D")}&hmac=${HMAC}`],
  ["a name that holds the joining signs", `${QUERY.replace("&timestamp=1337178173", "%26timestamp=1337178173")}&hmac=${HMAC}`],
  ["a signature in capitals", `${QUERY}&hmac=${HMAC.toUpperCase()}`],
  ["a signature with something behind it", `${QUERY}&hmac=${HMAC}00`],
  ["nothing at all", ""],
])("%s is refused", (_, query) => {
  expect(isGenuine(query)).toBe(false);
});

test("the same response under another secret is refused", () => {
  expect(isGenuine(`${QUERY}&hmac=${HMAC}`, "Hush")).toBe(false);
  expect(isGenuine(`${QUERY}&hmac=${HMAC}`, "")).toBe(false);
});

test("no two different responses are signed as the same text", () => {
  const texts = ["a=1&b=2", "a=1%26b%3D2", "a%3D1%26b=2", "a=1%2526b=2", "a=1&b%3D=2", "a=1&b=%3D2"].map(
    (query) => signedResponse(new URLSearchParams(`${query}&hmac=x`), "hmac")?.text,
  );

  expect(new Set(texts).size).toBe(texts.length);
});
