import { callLine } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Section } from "../ui/panel";

type HowToAskProps = {
  readonly origin: string;
  /** Id of one of the reader's connections; null: there is none. */
  readonly example: string | null;
};

/** The two calls that a tool makes, as a command line sends them. */
export function HowToAsk({ origin, example }: HowToAskProps) {
  const t = translator();
  const id = example ?? "CONNECTION";
  const calls = [
    { words: t("api_keys.call_list"), path: routes.api.v1.connections },
    { words: t("api_keys.call_token"), path: routes.api.v1.token(id) },
  ];
  return (
    <Section title={t("api_keys.how")}>
      <dl className="grid gap-4">
        {calls.map(({ words, path }) => (
          <div key={path} className="min-w-0">
            <dt className="mb-1.5 text-muted">{words}</dt>
            <dd
              dir="ltr"
              className="rounded-md border border-line bg-sunken px-3.5 py-2.5 font-mono text-sm leading-5.5 break-all whitespace-pre-wrap"
            >
              {callLine(`${origin}${path}`)}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
