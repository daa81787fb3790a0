import { z } from "zod";
import { routes } from "../views/routes";

/** Acts on an outage stand on two pages; each leads back to where it was pressed. */
export const fromField = z.enum(["overview", "outages"]).default("outages");

export const cameFrom = (from: z.infer<typeof fromField> | undefined): string =>
  from === "overview" ? routes.admin.overview : routes.admin.outages;
