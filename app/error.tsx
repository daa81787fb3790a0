"use client";

import { Button } from "@/components/ui/button";
import { Result } from "@/components/ui/result";

/** When a page cannot be drawn. Its words stand here: the catalogue may be what failed, and is too large for a browser. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const body = "Your connections keep working. Please try again in a minute.";
  return (
    <main id="main">
      <Result icon="triangle" tone="warn" title="We cannot show this right now" body={body} live="alert">
        <div className="mt-6 flex flex-wrap items-center gap-4">
          <Button type="button" variant="main" size="big" onClick={reset}>
            Try again
          </Button>
          {error.digest ? <p className="text-sm text-muted">Reference: {error.digest}</p> : null}
        </div>
      </Result>
    </main>
  );
}
