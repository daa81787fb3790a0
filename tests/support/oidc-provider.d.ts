/** The part of the package that the tests use; it ships no types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    on(event: string, listener: (context: { oidc: { params?: { grant_type?: string } } }) => void): this;
    callback(): RequestListener;
  }
}
