import { Redraw } from "../../islands/redraw";

const POLL_MS = 2_000;
const WITHOUT_SCRIPT_SECONDS = 10;

/** On a page where bulk work moves by itself. @param seconds without a script; longer where somebody may be typing */
export function Moving({ seconds = WITHOUT_SCRIPT_SECONDS }: { readonly seconds?: number }) {
  return (
    <>
      <Redraw everyMs={POLL_MS} />
      <noscript>
        <meta httpEquiv="refresh" content={String(seconds)} />
      </noscript>
    </>
  );
}
