import { createHash } from "node:crypto";

const digest = (of: string): string => createHash("sha256").update(`subject of ${of}`).digest("hex");

/** Lower-case hexadecimal digits that belong to one made-up account of one look-alike, the same at every start. */
export const hexSubject = (providerId: string, accountId: string, length: number): string =>
  digest(`${providerId} ${accountId}`).slice(0, length);

/** Likewise in decimal; the first digit is never 0. */
export function numberSubject(providerId: string, accountId: string, length: number): string {
  const digits = BigInt(`0x${digest(`${providerId} ${accountId}`)}`).toString();
  return `${(Number(digits[0]) % 9) + 1}${digits.slice(1, length)}`;
}

/** Likewise in capital letters and digits. */
export const letterSubject = (providerId: string, accountId: string, length: number): string =>
  BigInt(`0x${digest(`${providerId} ${accountId}`)}`)
    .toString(36)
    .toUpperCase()
    .slice(0, length);
