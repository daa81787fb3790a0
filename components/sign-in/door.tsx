import { Page } from "../ui/page";

type DoorProps = {
  readonly title: string;
  /** A sign before the title. */
  readonly above?: React.ReactNode;
  readonly lead?: React.ReactNode;
  readonly children: React.ReactNode;
};

/** The frame of the pages before somebody is signed in: one narrow column like a door. */
export function Door({ title, above, lead, children }: DoorProps) {
  return (
    <Page width="result">
      <div className="md:mt-6">
        {above ? <div className="mb-5">{above}</div> : null}
        <h1 className="text-title font-semibold tracking-tight text-balance wrap-anywhere md:text-2xl">{title}</h1>
        {lead ? <p className="mt-2 text-md text-pretty text-muted wrap-anywhere [&_b]:text-ink">{lead}</p> : null}
      </div>
      {children}
    </Page>
  );
}
