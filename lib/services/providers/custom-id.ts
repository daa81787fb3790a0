/** No shipped provider's id begins with it, so that one of a deployment's own can never take another's place. */
const FRONT = "own-";

/** @param random lower-case letters and digits */
export const customId = (random: string): string => `${FRONT}${random}`;

export const isCustomId = (id: string): boolean => id.startsWith(FRONT);
