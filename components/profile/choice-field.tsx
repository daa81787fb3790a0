type Choice = { readonly value: string; readonly words: string };

type ChoiceFieldProps = {
  readonly name: string;
  readonly legend: string;
  readonly help?: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
};

/** Two or three words to choose from, side by side. */
export function ChoiceField({ name, legend, help, choices, chosen }: ChoiceFieldProps) {
  const columns = choices.length === 2 ? "min-[26rem]:grid-cols-2" : "min-[26rem]:grid-cols-3";
  return (
    <fieldset aria-describedby={help ? `${name}-help` : undefined}>
      <legend className="mb-2 text-md font-semibold tracking-snug">{legend}</legend>
      <div className={`grid grid-cols-1 gap-2 ${columns}`}>
        {choices.map(({ value, words }) => (
          <label
            key={value}
            data-edge=""
            className="flex min-h-11 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="size-4.5 flex-none accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">{words}</span>
          </label>
        ))}
      </div>
      {help ? (
        <p id={`${name}-help`} className="mt-1.5 text-sm text-muted">
          {help}
        </p>
      ) : null}
    </fieldset>
  );
}
