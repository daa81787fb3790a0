import { ebayQuirks } from "./ebay";
import { etsyQuirks } from "./etsy";
import { foxyQuirks } from "./foxy";
import type { Quirks } from "./quirks";
import { shopifyQuirks } from "./shopify";
import { squareQuirks } from "./square";
import { stackAuthQuirks } from "./stack-auth";
import { stockxQuirks } from "./stockx";
import { stubhubQuirks } from "./stubhub";

/** Every look-alike there is. Adding one is one file and one line here. */
export const LOOKALIKES: readonly Quirks[] = [
  stockxQuirks,
  stubhubQuirks,
  foxyQuirks,
  stackAuthQuirks,
  ebayQuirks,
  etsyQuirks,
  squareQuirks,
  shopifyQuirks,
];
