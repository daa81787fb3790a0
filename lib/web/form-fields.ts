import { z } from "zod";
import { knownZone } from "../views/time-words";

/** Zero, one or several checkboxes of one name. */
export const checkboxes = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === "string" ? [value] : value));

export const noFields = z.object({});

export const settleFields = z.object({ choice: z.enum(["same", "new"]) });

export const themeField = z.enum(["system", "light", "dark"]);

/** Untrusted; goes through `safeReturnTo` where it is used. */
export const returnToField = z.string().max(1000).optional();

/** An IANA name; empty: not told. */
export const timeZoneField = z
  .string()
  .trim()
  .max(60)
  .default("")
  .refine((zone) => zone === "" || knownZone(zone) === zone)
  .transform((zone) => (zone === "" ? null : zone));

export const personNameField = z.string().trim().min(1).max(80);

/** One address and nothing else; longer ones cannot be delivered to (RFC 5321 §4.5.3.1.3). */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\]+$/);
