import { DISPLAY_STATES } from "../../lib/core/connections/display-state-input";
import { translator } from "../../lib/views/texts/translate";
import { StateBadge } from "../ui/badge";
import { Panel } from "../ui/panel";

/** Every state with its badge and what to do, most urgent first. */
export function States() {
  const t = translator();
  return (
    <div className="mt-4">
      <Panel as="ul">
        {DISPLAY_STATES.map((state) => (
          <li
            key={state}
            className="grid items-start gap-x-5 gap-y-2 px-4 py-3.5 not-first:border-t not-first:border-line md:grid-cols-[12.5rem_minmax(0,1fr)] md:px-5"
          >
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge state={state} />
              {state === "trouble_off" || state === "trouble_on" ? (
                <span className="text-xs text-faint">{t(`help.state.${state}_when`)}</span>
              ) : null}
            </span>
            <p className="text-pretty">{t(`help.state.${state}`)}</p>
          </li>
        ))}
      </Panel>
    </div>
  );
}
