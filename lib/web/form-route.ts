import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { FAILURES, type Failure } from "../core/errors";
import type { Result } from "../core/result";
import { safeReturnTo } from "../core/return-to";
import { type Runtime, runtime } from "../runtime/current";
import type { FlashView } from "../views/person";
import { hasText } from "../views/texts/translate";
import { flashCookie } from "./flash";
import { failedPage, notFoundPage } from "./plain-answers";
import { readForm } from "./read-form";
import { type HeaderPair, seeOther } from "./see-other";
import { type SignedIn, sessionToken, signedIn } from "./session";
import { signInAddress } from "./sign-in-address";
import { withFaultAnswer } from "./with-fault-answer";

type Params = Readonly<Record<string, string>>;
/** The framework gives an address without variables no params at all. */
type Context = { readonly params: Promise<Params | undefined> };

/** Where a form ends, and what the next page says. */
export type FormEnd = { readonly to: string; readonly flash?: FlashView; readonly headers?: readonly HeaderPair[] };

export type FormRoute<S extends z.ZodType> = {
  readonly fields: S;
  /** The page with the form: a stranger comes back to it, and so does a failure. */
  readonly page: (params: Params, fields: z.infer<S> | null) => string;
  readonly run: (
    input: SignedIn & {
      readonly runtime: Runtime;
      readonly params: Params;
      readonly fields: z.infer<S>;
      readonly request: NextRequest;
    },
  ) => Promise<Result<FormEnd, Failure>>;
  /** Another end for some failures; null: the usual message on `page`. */
  readonly failed?: (failure: Failure, input: { readonly params: Params; readonly fields: z.infer<S> }) => FormEnd | null;
};

/** A message that something went well. */
export const good = (text: string, values: FlashView["values"] = {}): FlashView => ({ tone: "good", text, values });

/** The message of a failure, in the catalogue's words; the open form where we have no reference to tell. */
export function bad({ code, reference }: Failure): FlashView {
  const { text } = FAILURES[code];
  if (reference !== undefined) return { tone: "bad", text: `${text}.body`, values: { ref: reference } };
  return { tone: "bad", text: hasText(`${text}.body_open`) ? `${text}.body_open` : `${text}.body`, values: {} };
}

/**
 * A POST handler around one service: session, fields, the service, a 303 with a one-time message.
 *
 * There is no GET beside it, so a prefetch or a crawler changes nothing (`security.md` A14, D6).
 */
export function formRoute<S extends z.ZodType>(
  route: FormRoute<S>,
): (request: NextRequest, context: Context) => Promise<Response> {
  return withFaultAnswer(async (request, context: Context) => {
    const running = runtime();
    const end = ({ to, flash, headers = [] }: FormEnd): Response =>
      seeOther(running.settings.appOrigin, to, [
        ...headers,
        ...(flash ? [["Set-Cookie", flashCookie(running.settings.authSecret, flash, running.clock.now())] as const] : []),
      ]);

    const params = (await context.params) ?? {};
    if (!Object.values(params).every((value) => /^[A-Za-z0-9_-]{1,80}$/.test(value))) return notFoundPage();
    const fields = await readForm(request, route.fields);
    const who = await signedIn();
    if (!who) return end({ to: signInAddress(route.page(params, fields), "session") });
    await noteUse(running);
    if (fields === null) return end({ to: route.page(params, null), flash: bad({ code: "form_invalid" }) });

    const result = await route.run({ ...who, runtime: running, params, fields, request });
    if (result.ok) return end(result.value);
    if (result.error.code === "not_found") return notFoundPage();
    const after = route.failed?.(result.error, { params, fields }) ?? {
      to: route.page(params, fields),
      flash: bad(result.error),
    };
    if (result.error.code !== "sign_in_again") return end(after);
    // What was typed comes along, in the address or beside it, unless that is longer than one to return to may be.
    return end({
      to: signInAddress(safeReturnTo(after.to) ?? route.page(params, fields), "again"),
      headers: after.headers ?? [],
    });
  }, failedPage);
}

/** When a session was last used to do something; reading pages leaves no trace (`security.md` D6). */
async function noteUse({ people, digest, clock }: Runtime): Promise<void> {
  const token = await sessionToken();
  if (token !== null) await people.touchSession(digest.sha256(token), clock.now());
}
