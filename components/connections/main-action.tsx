import type { ConnectionView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";

const TEXTS = {
  reconnect: "do.reconnect",
  ends_soon: "do.reconnect",
  partial: "do.reconnect",
  disconnected: "do.connect_again",
} as const;

type MainActionProps = {
  readonly connection: ConnectionView;
  /** In a row: a small, plain button with the short word; its accessible name still holds the label. */
  readonly short?: boolean;
};

/** What the seller can do about the state. Nothing where nothing helps: during trouble Reconnect would not. */
export function MainAction({ connection, short = false }: MainActionProps) {
  const { id, label, state, isEnding } = connection;
  const t = translator();
  const size = short ? "small" : "normal";
  const word = (text: string) => ({
    children: t(short ? `${text}_short` : text, { label }),
    "aria-label": short ? t(text, { label }) : undefined,
  });
  if (state === "paused") {
    if (connection.isPausedHere) return null;
    return (
      <form method="post" action={routes.api.resume(id)} className="flex max-md:w-full">
        <Button size={size} wide="phone" {...word("do.resume")} />
      </form>
    );
  }
  if (state === "working" || state === "trouble_on" || state === "trouble_off" || isEnding) return null;
  return (
    <LinkButton
      href={routes.reconnect(id)}
      size={size}
      variant={short || state === "disconnected" || state === "partial" ? "plain" : "main"}
      wide="phone"
      {...word(TEXTS[state])}
    />
  );
}
