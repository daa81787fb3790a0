import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

type WatchButtonProps = {
  readonly provider: { readonly id: string; readonly name: string };
  /** The page to come back to: an address of ours. */
  readonly returnTo: string;
  /** What the button says: trouble that others see ends, or a page that failed now works later. */
  readonly say: "over" | "works";
  readonly variant?: "main" | "plain" | undefined;
  readonly size?: "small" | "normal" | "big" | undefined;
};

/** Asks for one mail when a marketplace works again. A form of its own, so it needs no script. */
export function WatchButton({ provider, returnTo, say, variant, size }: WatchButtonProps) {
  return (
    <form method="post" action={routes.api.watch(provider.id)} className="max-md:w-full">
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button variant={variant} size={size} wide="phone">
        <Icon name="mail" />
        {translator()(say === "over" ? "watch.over" : "watch.works")}
      </Button>
    </form>
  );
}
