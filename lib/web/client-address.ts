/** What a request says of itself; a page has only its headers. */
type Sent = { readonly headers: Pick<Headers, "get"> };

/** The address that a request came from, told by our own server, which lets nobody else say it; null: not known. */
export const clientOf = ({ headers }: Sent): string | null => headers.get("x-holdfast-client");
