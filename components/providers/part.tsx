import { AdminSection } from "../admin/section";

type PartProps = {
  readonly id: string;
  /** "2–3" where one form stands for two steps. */
  readonly number: number | string;
  readonly title: string;
  readonly lead?: string;
  readonly children: React.ReactNode;
};

/** One step of a provider's page; its number is where it stands among them. */
export function Part({ id, number, title, lead, children }: PartProps) {
  return (
    <AdminSection id={id} title={`${number}. ${title}`} {...(lead !== undefined && { lead })}>
      <div className="border-t border-line px-5 py-4 max-md:px-4">{children}</div>
    </AdminSection>
  );
}
