import { methodNotAllowed } from "@/lib/web/plain-answers";

export { useLink as GET } from "@/lib/web/auth/use-link";

/** The framework would answer HEAD with GET, and a link works once. */
export const HEAD = methodNotAllowed;
