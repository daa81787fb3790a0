import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { Button } from "../../ui/button";
import { TextInput } from "../../ui/field";

type TypedActProps = {
  /** Tells its field apart from all others of the page. */
  readonly id: string;
  readonly act: "stop" | "revoke" | "campaign";
  readonly hidden: Readonly<Record<string, string>>;
  /** What has to be typed, so that it cannot be meant by accident. */
  readonly wanted: string;
  /** What the button does, in words. */
  readonly words: string;
  readonly numeric?: boolean;
};

/** An act that nobody takes back: what it is about has to be typed first. */
export function TypedAct({ id, act, hidden, wanted, words, numeric = false }: TypedActProps) {
  const field = `typed-${id}`;
  return (
    <form method="post" action={routes.api.emergency} className="flex flex-wrap items-end gap-x-3 gap-y-2 text-start">
      <input type="hidden" name="act" value={act} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="min-w-0 flex-[0_1_14rem] max-md:flex-1">
        <label htmlFor={field} className="mb-1 block text-xs text-pretty whitespace-normal text-muted">
          {translator()("admin.emergency.type", { wanted })}
        </label>
        <TextInput
          id={field}
          name="typed"
          look="normal"
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          inputMode={numeric ? "numeric" : "text"}
        />
      </div>
      <Button variant="end" wide="phone">
        {words}
      </Button>
    </form>
  );
}
