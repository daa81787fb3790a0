import { methodNotAllowed } from "@/lib/web/plain-answers";

export { finishConnection as GET } from "@/lib/web/finish-connection";

/** The framework would answer HEAD with GET, and a code works once. */
export const HEAD = methodNotAllowed;
