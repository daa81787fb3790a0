import { answerCalendar } from "@/lib/web/answer-calendar";
import { methodNotAllowed } from "@/lib/web/plain-answers";
import { withFaultAnswer } from "@/lib/web/with-fault-answer";

type Context = { readonly params: Promise<{ readonly code: string }> };

/** A calendar as programs subscribe to it: whoever has the address reads it, and nobody is signed in by it. */
export const GET = withFaultAnswer<Context>(
  async (_request, { params }) => answerCalendar((await params).code),
  () => new Response(null, { status: 500 }),
);

/** Without it the framework answers HEAD by running GET. */
export const HEAD = methodNotAllowed;
