/** The console of one look-alike, as a path. */
export const consolePath = (providerId: string, anchor = ""): string =>
  `/console?${new URLSearchParams({ provider: providerId })}${anchor}`;
