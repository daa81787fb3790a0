import type { IncomingMessage } from "node:http";

/** Named by `lib/web/flash.ts`; a test holds the two together. */
const FLASH_COOKIE = "__Host-holdfast.flash";

/**
 * The `Set-Cookie` that ends a one-time message once a page has shown it; null without a message.
 *
 * The page itself cannot remove a cookie while it renders.
 */
export function spentFlash({ method, headers }: Pick<IncomingMessage, "method" | "headers">): string | null {
  const carried = headers.cookie?.split("; ").some((pair) => pair.startsWith(`${FLASH_COOKIE}=`)) ?? false;
  return method === "GET" && carried ? `${FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax` : null;
}
