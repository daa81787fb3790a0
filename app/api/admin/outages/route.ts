import { z } from "zod";
import { ok } from "@/lib/core/result";
import { routes } from "@/lib/views/routes";
import { formRoute, good } from "@/lib/web/form-route";
import { utcField } from "@/lib/web/utc-field";

const text = z.string().max(400).default("");

/** What was typed goes back into the form, so that nothing is typed twice. */
const draftPage = (draft: Readonly<Record<string, string>>): string => `${routes.admin.outages}?${new URLSearchParams(draft)}`;

export const POST = formRoute({
  fields: z.object({
    provider: z.string().max(80).default(""),
    kind: z.string().max(20).default(""),
    text,
    starts: utcField,
    ends: utcField,
  }),
  page: () => routes.admin.outages,
  run: async ({ runtime, actor, fields }) => {
    const { provider, kind, starts, ends } = fields;
    if (starts.at === undefined || ends.at === undefined) return ok({ to: again(fields), flash: REFUSED });
    const written = await runtime.services.writeOutage(actor, {
      providerId: provider,
      kind,
      text: fields.text,
      startsAt: starts.at,
      endsAt: ends.at,
    });
    if (!written.ok) return written;
    const { isOpen, provider: name } = written.value;
    return ok({
      to: routes.admin.outages,
      flash: good(isOpen ? "admin.flash.outage_written" : "admin.flash.outage_planned", { provider: name }),
    });
  },
  failed: ({ code }, { fields }) => (code === "form_invalid" ? { to: again(fields), flash: REFUSED } : null),
});

const REFUSED = { tone: "bad", text: "admin.outages.refused", values: {} } as const;

type Sent = {
  readonly provider: string;
  readonly kind: string;
  readonly text: string;
  readonly starts: { readonly typed: string };
  readonly ends: { readonly typed: string };
};

const again = (sent: Sent): string =>
  draftPage({ provider: sent.provider, kind: sent.kind, text: sent.text, starts: sent.starts.typed, ends: sent.ends.typed });
