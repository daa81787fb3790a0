import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSigned } from "./self-signed";

export type TlsFront = {
  readonly origin: string;
  /** Where what arrives is handed on to; told once that is known. */
  readonly leadTo: (port: number) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** An operator's own TLS in front of the application: terminates it with a certificate of its own, and says whom it heard. */
export async function tlsFront(): Promise<TlsFront> {
  let behind = 0;
  const server = createServer(selfSigned("localhost"), (incoming, outgoing) => {
    const heard = incoming.socket.remoteAddress ?? "";
    const told = incoming.headers["x-forwarded-for"];
    const handedOn = request(
      {
        host: "127.0.0.1",
        port: behind,
        method: incoming.method,
        path: incoming.url,
        headers: {
          ...incoming.headers,
          "x-forwarded-for": told ? `${String(told)}, ${heard}` : heard,
          "x-forwarded-proto": "https",
        },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    handedOn.on("error", () => outgoing.destroy());
    incoming.pipe(handedOn);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (port) => {
      behind = port;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
