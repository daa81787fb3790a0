import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { CallTarget } from "../../core/net/call-target";
import { err, type Result } from "../../core/result";
import { checkPeer } from "./check-peer";
import type { DialFailure } from "./dial-failure";
import { openSocket } from "./open-socket";
import { type Resolve, resolveChecked } from "./resolve-checked";

export type DialDeps = {
  readonly resolve: Resolve;
  /** Certificate authorities in PEM instead of the system's; for test servers. */
  readonly ca: readonly string[] | undefined;
  readonly connectMs: number;
};

const MAX_ADDRESSES = 4;

const failureOf = (reason: "connect" | "tls", why: string): DialFailure =>
  why === "aborted" ? { reason: "timeout", why: `no ${reason} in time` } : { reason, why };

/** Tries the addresses in turn, each for its share of the time, so that one dead address family does not cost the call. */
export async function connectAny(
  deps: DialDeps,
  target: CallTarget,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Result<Socket, DialFailure>> {
  const tried = addresses.slice(0, MAX_ADDRESSES);
  let last = "no address";
  for (const address of tried) {
    const attempt = new AbortController();
    const timer = setTimeout(() => attempt.abort(), deps.connectMs / tried.length);
    const onAbort = () => attempt.abort();
    signal.addEventListener("abort", onAbort);
    const opened = await openSocket(connect({ host: address, port: target.port }), "connect", attempt.signal);
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    if (opened.ok) return checkPeer(opened.value, target.reach);
    if (signal.aborted) return err(failureOf("connect", "aborted"));
    last = opened.error;
  }
  return err(failureOf("connect", last));
}

/** Shakes hands with the name of the target. A certificate that is not trusted for it is refused. */
export async function secure(
  deps: DialDeps,
  target: CallTarget,
  socket: Socket,
  signal: AbortSignal,
): Promise<Result<Socket, DialFailure>> {
  const tls = connectTls({
    socket,
    host: target.hostname,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    // Said aloud because NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch it off.
    rejectUnauthorized: true,
    // RFC 6066 §3: a server name is never an address.
    ...(isIP(target.hostname) === 0 ? { servername: target.hostname } : {}),
    ...(deps.ca === undefined ? {} : { ca: [...deps.ca] }),
  });
  const opened = await openSocket(tls, "secureConnect", signal);
  return opened.ok ? opened : err(failureOf("tls", opened.error));
}

/**
 * A connection to `target`, ready for a request: resolved once, every address checked, dialled by
 * address, checked again, and for https shaken hands with the name of the target. No byte of a request
 * leaves before it succeeds. Aborting `signal` ends it.
 */
export async function dial(deps: DialDeps, target: CallTarget, signal: AbortSignal): Promise<Result<Socket, DialFailure>> {
  const addresses = await resolveChecked(deps.resolve, target, signal);
  if (!addresses.ok) return addresses;
  const socket = await connectAny(deps, target, addresses.value, signal);
  if (!socket.ok || !target.secure) return socket;
  return secure(deps, target, socket.value, signal);
}
