/**
 * Whether connections to pretend marketplaces are counted in tiles and lists of the overview (`ux.md` 2.20). In production
 * they are left out, because nobody sells there; in a trial there is nothing else, and the numbers would all be 0.
 */
export const countsTests = (mode: "trial" | "production"): boolean => mode === "trial";
