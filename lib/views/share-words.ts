import { readersLocale } from "./language";

/** A share in hundredths of a percent, cut to that when it was made: "99.98%", and "100%" only where nothing was missing. */
export const shareWords = (share: number): string =>
  new Intl.NumberFormat(readersLocale(), {
    style: "percent",
    minimumFractionDigits: share === 10_000 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(share / 10_000);
