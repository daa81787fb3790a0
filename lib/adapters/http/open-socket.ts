import type { Socket } from "node:net";
import { err, ok, type Result } from "../../core/result";

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : error.name);
const swallow = () => undefined;

/** Waits until `socket` is open. The error is a code like `ECONNREFUSED`, or `aborted`; the socket is closed then. */
export const openSocket = (
  socket: Socket,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<Result<Socket, string>> =>
  new Promise((resolve) => {
    const finish = (failure: string | null) => {
      socket.off(event, onOpen).off("close", onClose);
      signal.removeEventListener("abort", onAbort);
      if (failure !== null) socket.destroy();
      resolve(failure === null ? ok(socket) : err(failure));
    };
    const onOpen = () => finish(null);
    const onClose = () => finish("closed");
    const onAbort = () => finish("aborted");

    // Stays for good: between two owners a socket has no other listener, and an unheard error ends the process.
    socket.on("error", swallow);
    socket.once("error", (error) => finish(codeOf(error)));
    socket.once(event, onOpen).once("close", onClose);
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
  });
