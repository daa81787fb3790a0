import { z } from "zod";

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** A `datetime-local` field whose label says UTC. `at` null: nothing was typed; undefined: it is no time. */
export const utcField = z
  .string()
  .trim()
  .max(30)
  .default("")
  .transform((typed): { readonly typed: string; readonly at: Date | null | undefined } => {
    if (typed === "") return { typed, at: null };
    const at = LOCAL.test(typed) ? new Date(`${typed}Z`) : null;
    return { typed, at: at !== null && Number.isFinite(at.getTime()) ? at : undefined };
  });
