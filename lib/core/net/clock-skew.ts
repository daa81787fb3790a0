/**
 * A provider's clock minus ours in milliseconds, from its `Date` header (RFC 9110 §6.6.1); null
 * without a readable one. The header counts whole seconds, so anything under one second means nothing.
 */
export function clockSkewMs(dateHeader: string | undefined, receivedAt: Date): number | null {
  if (dateHeader === undefined) return null;
  const theirs = Date.parse(dateHeader);
  return Number.isNaN(theirs) ? null : theirs - receivedAt.getTime();
}
