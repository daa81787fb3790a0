import type { ProviderDefinition } from "./definition";
import { ebay } from "./ebay";
import { etsy } from "./etsy";
import { foxy } from "./foxy";
import { shopify } from "./shopify";
import { square } from "./square";
import { stackAuth } from "./stack-auth";
import { stockx } from "./stockx";
import { stubhub } from "./stubhub";

/** Every provider Holdfast ships. Adding one is one file and one line here. */
export const CATALOGUE: readonly ProviderDefinition[] = [stockx, stubhub, foxy, stackAuth, ebay, etsy, square, shopify];
