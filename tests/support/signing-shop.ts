import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { CLIENT_SECRET } from "./house";
import { madeUpProvider } from "./provider-target";

export type SigningShop = {
  readonly definition: ProviderDefinition;
  readonly origin: string;
  /** Paths of the token requests that reached it. */
  readonly asked: string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A platform on which each shop has an address of its own, and which signs its authorization responses. */
export async function signingShop(id = "signing-shop"): Promise<SigningShop> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith("/token")) asked.push(request.url);
    const token = `t-${asked.length}-${Math.random().toString(36).slice(2)}`;
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ access_token: `a${token}`, refresh_token: `r${token}`, token_type: "bearer", expires_in: 3600 }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const definition = madeUpProvider({
    id,
    displayName: "Signing Shop",
    environments: {
      production: {
        label: "Signing Shop",
        isTest: false,
        bases: { auth: "https://{shop}.shops.example", api: "https://{shop}.shops.example" },
      },
      lookalike: {
        label: "Pretend",
        isTest: true,
        allowHttp: true,
        bases: { auth: `${origin}/{shop}`, api: `${origin}/{shop}` },
      },
    },
    variables: [
      { name: "shop", from: "user", pattern: "[a-z0-9][a-z0-9-]{0,59}", label: "field.shopify.shop", suffix: ".shops.example" },
    ],
    callback: { names: {}, capture: { shop: "shop" }, verify: { hmacSha256: "hmac" }, stateOnError: "unknown" },
    identity: [{ from: "variable", name: "shop", label: "shop", stable: true }],
  });
  return {
    definition,
    origin,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The platform's side of the signature, written down from its documentation. */
export function sign(parameters: Readonly<Record<string, string>>, secret = CLIENT_SECRET): URLSearchParams {
  const text = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join("&");
  return new URLSearchParams({ ...parameters, hmac: createHmac("sha256", secret).update(text).digest("hex") });
}
