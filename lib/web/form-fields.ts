import { z } from "zod";
import { LANGUAGES } from "../core/language";
import { zoneNamed } from "../views/zones";

/** Zero, one or several checkboxes of one name. */
export const checkboxes = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === "string" ? [value] : value));

export const noFields = z.object({});

export const settleFields = z.object({ choice: z.enum(["same", "new"]) });

export const themeField = z.enum(["system", "light", "dark"]);

/** Empty: as the browser asks. */
export const languageField = z.union([z.enum(LANGUAGES), z.literal("").transform(() => null)]);

/** A form without this question leaves it as most want it. */
export const singleKeysField = z
  .enum(["on", "off"])
  .default("on")
  .transform((choice) => choice === "on");

export const densityField = z.enum(["normal", "compact"]);

/** Untrusted; goes through `safeReturnTo` where it is used. */
export const returnToField = z.string().max(1000).optional();

/** A time zone as it was typed and the one that is meant; `zone` is null where nothing was typed, so as the device says. */
export const timeZoneField = z
  .string()
  .trim()
  .max(60)
  .default("")
  .transform((typed) => {
    const zone = zoneNamed(typed);
    return { typed, zone, known: zone !== null || typed === "" };
  });

export const personNameField = z.string().trim().min(1).max(80);

/** One address and nothing else; longer ones cannot be delivered to (RFC 5321 §4.5.3.1.3). */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\]+$/);
