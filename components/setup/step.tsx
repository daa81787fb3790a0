import { Icon } from "../ui/icon";

type StepProps = {
  readonly number: number;
  readonly title: string;
  readonly done?: boolean;
  readonly children: React.ReactNode;
};

/** One numbered step of the first run; a done one carries a tick. */
export function Step({ number, title, done = false, children }: StepProps) {
  const mark = done ? "border-transparent bg-good-tint text-good-icon" : "border-line-strong bg-surface text-muted";
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] items-center gap-x-4 gap-y-4 p-5 not-first:border-t not-first:border-line md:px-6">
      <span
        data-edge=""
        aria-hidden="true"
        className={`${mark} grid size-8 place-items-center rounded-full border text-md font-semibold tabular-nums`}
      >
        {done ? <Icon name="yes" /> : number}
      </span>
      <h2 className="text-lg font-semibold tracking-snug">{title}</h2>
      <div className="col-span-2 min-w-0 md:col-span-1 md:col-start-2">{children}</div>
    </li>
  );
}
