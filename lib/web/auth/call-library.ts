import "server-only";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";

/** One request to the sign-in library that no browser sent. */
export type LibraryCall = {
  readonly method: "GET" | "POST";
  /** The part of the address after `/api/auth/`, for example `["signin", "email"]`. */
  readonly route: readonly string[];
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
};

export type LibraryReply = { readonly location: string | null; readonly body: unknown; readonly cookies: readonly string[] };

/**
 * Runs one action of the sign-in library inside the process.
 *
 * It goes in by the library's plain request and response, because the other way in reads the cookies
 * of whatever request is being answered.
 */
export async function callLibrary(options: AuthOptions, call: LibraryCall): Promise<LibraryReply> {
  const headers = new Map<string, unknown>();
  let body: unknown = null;
  const keep = (given: unknown): void => {
    body = given;
  };
  const response = {
    status: () => response,
    setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value),
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    end: () => undefined,
    json: keep,
    send: keep,
  };
  const request = { method: call.method, query: { nextauth: call.route }, cookies: call.cookies, body: call.body, headers: {} };
  // Only what the library touches is there; its types ask for whole sockets.
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);

  const location = headers.get("location");
  const cookies = headers.get("set-cookie");
  return { body, location: typeof location === "string" ? location : null, cookies: Array.isArray(cookies) ? cookies : [] };
}
