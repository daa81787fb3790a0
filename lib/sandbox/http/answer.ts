import type { Html } from "../pages/html";

/** What goes back. `drop` hangs up without a byte; `hold` keeps the line open and says nothing. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delivery: "send" | "drop" | "hold";
};

const answer = (status: number, headers: Record<string, string>, body = ""): Answer => ({
  status,
  headers,
  body,
  delivery: "send",
});

export const DROP: Answer = { ...answer(500, {}), delivery: "drop" };
export const HOLD: Answer = { ...answer(500, {}), delivery: "hold" };

/**
 * A web page. No script runs on it. Chromium holds every hop after a form post against `form-action`,
 * so a page whose form ends at an application names that application's origin.
 */
export const page = (status: number, content: Html, formEndsAt?: string): Answer =>
  answer(
    status,
    {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'${formEndsAt === undefined ? "" : ` ${formEndsAt}`}; base-uri 'none'; frame-ancestors 'none'`,
    },
    content.html,
  );

export const json = (status: number, content: unknown, headers: Record<string, string> = {}): Answer =>
  answer(status, { "content-type": "application/json", ...headers }, JSON.stringify(content));

export const text = (status: number, contentType: string, body: string): Answer =>
  answer(status, { "content-type": contentType }, body);

export const empty = (status: number, headers: Record<string, string> = {}): Answer => answer(status, headers);

export const redirect = (status: 302 | 303 | 307, location: string): Answer => answer(status, { location });

export const file = (contentType: string, body: string): Answer =>
  answer(200, { "content-type": contentType, "cache-control": "no-cache" }, body);

export const withHeaders = (given: Answer, headers: Record<string, string>): Answer => ({
  ...given,
  headers: { ...given.headers, ...headers },
});
