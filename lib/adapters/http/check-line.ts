import type { CallTarget } from "../../core/net/call-target";
import type { LineReport } from "../../core/ports/examination";
import { connectAny, type DialDeps, secure } from "./dial";
import type { DialFailure } from "./dial-failure";
import { resolveChecked } from "./resolve-checked";

const NAME_FAULT: Readonly<Record<DialFailure["reason"], LineReport["name"]>> = {
  dns: "unknown",
  timeout: "late",
  refused_by_guard: "forbidden",
  connect: "unknown",
  tls: "unknown",
};
const LINE_FAULT: Readonly<Record<DialFailure["reason"], NonNullable<LineReport["line"]>>> = {
  connect: "closed",
  timeout: "late",
  tls: "not_safe",
  refused_by_guard: "forbidden",
  dns: "closed",
};

/**
 * Goes the way of a call as far as a line that could carry one, by the same steps and the same guards, and says
 * where that ended. The line is closed again; no byte of a request leaves.
 */
export async function checkLine(
  deps: DialDeps & { readonly monotonicMs: () => number },
  target: CallTarget,
): Promise<LineReport> {
  const startedMs = deps.monotonicMs();
  const ended = (name: LineReport["name"], line: LineReport["line"]): LineReport => ({
    host: target.hostname,
    name,
    line,
    tookMs: Math.round(deps.monotonicMs() - startedMs),
  });
  const { signal, clear } = within(deps.connectMs);
  try {
    const addresses = await resolveChecked(deps.resolve, target, signal);
    if (!addresses.ok) return ended(NAME_FAULT[addresses.error.reason], null);
    const name = target.literal ? "given" : "found";
    const socket = await connectAny(deps, target, addresses.value, signal);
    if (!socket.ok) return ended(name, LINE_FAULT[socket.error.reason]);
    if (!target.secure) {
      socket.value.destroy();
      return ended(name, "open");
    }
    const safe = await secure(deps, target, socket.value, signal);
    if (!safe.ok) return ended(name, LINE_FAULT[safe.error.reason]);
    safe.value.destroy();
    return ended(name, "safe");
  } finally {
    clear();
  }
}

function within(ms: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  return { signal: stop.signal, clear: () => clearTimeout(timer) };
}
