/** The address that a request came from, told by our own server, which lets nobody else say it; null: not known. */
export const clientOf = (request: Request): string | null => request.headers.get("x-holdfast-client");
