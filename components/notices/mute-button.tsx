import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

/** Stops mail about one connection, or lets it come again. The list in the app goes on. */
export function MuteButton({ id, label, isMuted }: { readonly id: string; readonly label: string; readonly isMuted: boolean }) {
  return (
    <form method="post" action={routes.api.mute(id)}>
      <input type="hidden" name="mute" value={isMuted ? "off" : "on"} />
      <Button wide="phone">
        <Icon name={isMuted ? "bell" : "bell-off"} />
        {translator()(isMuted ? "acts.unmute_do" : "acts.mute_do", { label })}
      </Button>
    </form>
  );
}
