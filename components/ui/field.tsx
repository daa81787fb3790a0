import type { ComponentProps } from "react";
import { Icon } from "./icon";

const CONTROL = "w-full rounded-md border border-control bg-surface text-ink";
const SIZES = {
  normal: "min-h-9 px-3 py-1 text-base touch:min-h-11 touch:text-input",
  big: "min-h-11 px-3.5 py-1 text-input",
} as const;

type Size = keyof typeof SIZES;

const describedBy = (id: string, help: unknown, error: unknown): string | undefined =>
  [error ? `${id}-error` : "", help ? `${id}-help` : ""].filter(Boolean).join(" ") || undefined;

type FieldProps = {
  /** The `id` of the control; help and error take ids from it. */
  readonly id: string;
  readonly label: string;
  readonly help?: React.ReactNode;
  readonly error?: React.ReactNode;
  /** Gives the control its accessible links: spread the argument onto it. */
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": true | undefined;
  }) => React.ReactNode;
};

/** A label, a control, and what helps or went wrong, tied together for everyone. */
export function Field({ id, label, help, error, children }: FieldProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-2 block text-md font-semibold tracking-snug">
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy(id, help, error), "aria-invalid": error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-sm font-medium text-stop">
          <span className="mt-0.5 text-stop-icon">
            <Icon name="octagon-x" />
          </span>
          {error}
        </p>
      ) : null}
      {help ? (
        <p id={`${id}-help`} className="mt-1.5 text-sm text-muted">
          {help}
        </p>
      ) : null}
    </div>
  );
}

/** A one-line text field. */
export function TextInput({
  look = "big",
  ...rest
}: { readonly look?: Size | undefined } & Omit<ComponentProps<"input">, "className" | "style">) {
  return (
    <input type="text" className={`${CONTROL} ${SIZES[look]} read-only:bg-sunken aria-invalid:border-stop-icon`} {...rest} />
  );
}

/** A field for a few sentences. */
export function TextArea(props: Omit<ComponentProps<"textarea">, "className" | "style">) {
  return <textarea className={`${CONTROL} px-3 py-2 text-base touch:text-input aria-invalid:border-stop-icon`} {...props} />;
}

/** A search field with its lens; it needs an `aria-label`. */
export function SearchInput(props: Omit<ComponentProps<"input">, "className" | "style" | "type">) {
  return (
    <span className="relative flex w-full md:w-48">
      <span className="pointer-events-none absolute inset-y-0 inset-s-2.5 grid place-items-center text-faint">
        <Icon name="search" />
      </span>
      <input type="search" className={`${CONTROL} ${SIZES.normal} ps-8.5`} {...props} />
    </span>
  );
}

/** A day, chosen as the device lets its people choose one; what it is for stands before it. */
export function DateInput({
  words,
  ...rest
}: { readonly words: string } & Omit<ComponentProps<"input">, "className" | "style" | "type">) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-muted max-md:flex-col max-md:items-stretch max-md:gap-1 max-[24rem]:col-span-2">
      {words}
      <input type="date" className={`${CONTROL} ${SIZES.normal} min-w-0 md:w-auto`} {...rest} />
    </label>
  );
}

/** A native select with our own arrow. */
export function Select({
  look = "big",
  ...rest
}: { readonly look?: Size | undefined } & Omit<ComponentProps<"select">, "className" | "style">) {
  return (
    <span className={`relative inline-flex w-full ${look === "normal" ? "md:w-auto md:flex-none" : ""}`}>
      <select className={`${CONTROL} ${SIZES[look]} appearance-none pe-8.5`} {...rest} />
      <span className="pointer-events-none absolute inset-y-0 inset-e-2.5 grid place-items-center text-muted">
        <Icon name="down" />
      </span>
    </span>
  );
}

/** A whole row that can be ticked, or chosen among others of its name; rows stand in a `Panel`. */
export function CheckRow({
  children,
  aside,
  one = false,
  ...rest
}: { readonly aside?: React.ReactNode; readonly one?: boolean } & Omit<ComponentProps<"input">, "className" | "style" | "type">) {
  return (
    <label className="flex min-h-11 items-start gap-3 px-5 py-3 not-first:border-t not-first:border-line first:rounded-t-lg last:rounded-b-lg hover:bg-hover max-md:px-4">
      <input type={one ? "radio" : "checkbox"} className="mt-0.5 size-4.5 flex-none accent-accent" {...rest} />
      <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 flex-[1_1_11rem]">{children}</span>
        {aside}
      </span>
    </label>
  );
}
