import type { IncomingMessage } from "node:http";

/** A request as the handlers see it. `form` is empty unless the body was form-encoded, `json` unless it was a JSON object. */
export type SandboxRequest = {
  readonly method: string;
  /** Where this sandbox stands, as the client addressed it. */
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly json: URLSearchParams;
  readonly header: (name: string) => string | null;
  /** What stands in the address in the place of the provider's variables; empty before the address was matched. */
  readonly variables: Readonly<Record<string, string>>;
};

const LARGEST_BODY_BYTES = 64 * 1024;

async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The texts of a JSON object's first level, as a form would hold them; what is no object holds none. */
function readJson(body: string): URLSearchParams {
  try {
    const members: unknown = JSON.parse(body);
    if (typeof members !== "object" || members === null || Array.isArray(members)) return new URLSearchParams();
    return new URLSearchParams(
      Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return new URLSearchParams();
  }
}

/** Reads a request whole; null when its body is too large or its address cannot be read. */
export async function readRequest(incoming: IncomingMessage, origin: string): Promise<SandboxRequest | null> {
  const target = incoming.url ?? "/";
  if (!target.startsWith("/") || !URL.canParse(target, origin)) return null;
  const url = new URL(`${origin}${target}`);
  const body = await readBody(incoming);
  if (body === null) return null;
  const header = (name: string) => {
    const value = incoming.headers[name];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  const type = (header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  return {
    method: incoming.method ?? "GET",
    origin,
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(type === "application/x-www-form-urlencoded" ? body : ""),
    json: type === "application/json" ? readJson(body) : new URLSearchParams(),
    header,
    variables: {},
  };
}
