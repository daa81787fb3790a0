/** Text that cannot begin a line of its own, nor turn the writing around it: line ends and other controls become spaces. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
