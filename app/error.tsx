"use client";

type ErrorPageProps = {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
};

/**
 * When a page cannot be drawn. Every page carries this one with it, so it draws its own sign and button: ours would
 * bring all their pictures and looks along. The words stand at the document's body.
 */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { failed, failedBody, failedAgain, failedReference } = typeof document === "undefined" ? {} : document.body.dataset;
  return (
    <main id="main" className="mx-auto w-full max-w-result px-4 pt-8 pb-12 md:pt-16">
      <div role="alert">
        <svg viewBox="0 0 24 24" className="size-10 text-warn-icon" fill="none" stroke="currentColor" aria-hidden="true">
          <path strokeWidth="1.75" strokeLinejoin="round" d="M12 3.5 21.6 20H2.4ZM12 10v4.2M12 17.1v.1" />
        </svg>
        <h1 className="mt-5 text-title font-semibold tracking-tight md:text-2xl">{failed}</h1>
        <p className="mt-3 text-lg text-muted">{failedBody}</p>
      </div>
      <button
        type="button"
        onClick={reset}
        className="mt-6 inline-flex min-h-11 items-center rounded-md bg-accent px-5 text-md font-medium text-on-accent hover:bg-accent-hover"
      >
        {failedAgain}
      </button>
      {error.digest ? (
        <p className="mt-4 text-sm text-muted">
          {failedReference}: <bdi>{error.digest}</bdi>
        </p>
      ) : null}
    </main>
  );
}
