import type { Failure } from "../core/errors";
import { routes } from "../views/routes";
import type { FormEnd } from "./form-route";

/** The answer to whoever pauses or resumes what an emergency has stopped, with the way to where that is lifted; null: it failed otherwise. */
export const whileStopped = ({ code }: Failure, to: string): FormEnd | null =>
  code === "stopped"
    ? {
        to,
        flash: {
          tone: "bad",
          text: "admin.emergency.flash.is_stopped",
          values: {},
          act: { text: "admin.emergency.title", href: routes.admin.emergency },
        },
      }
    : null;
