import type { IconName } from "./icon-paths";
import { Page } from "./page";
import { Ring } from "./ring";
import type { Tone } from "./tone";

type ResultProps = {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly title: string;
  /** One paragraph. */
  readonly body: React.ReactNode;
  /** Good news waits its turn; a failure does not. */
  readonly live?: "status" | "alert" | undefined;
  readonly children?: React.ReactNode;
};

/** An outcome: a sign, a title, one paragraph, and what can be done about it. */
export function Result({ icon, tone, title, body, live = "status", children }: ResultProps) {
  return (
    <Page width="result">
      <div role={live} className="mt-2 md:mt-6">
        <Ring icon={icon} tone={tone} />
        <h1 className="mt-5 text-title font-semibold tracking-tight text-balance wrap-anywhere md:text-2xl">{title}</h1>
        <p className="mt-3 text-lg leading-6.5 text-pretty wrap-anywhere text-muted [&_b]:text-ink">{body}</p>
      </div>
      {children}
    </Page>
  );
}
