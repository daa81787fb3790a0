import type { Socket } from "node:net";
import { addressKind } from "../../core/net/address-kind";
import type { CallTarget } from "../../core/net/call-target";
import { err, ok, type Result } from "../../core/result";
import type { DialFailure } from "./dial-failure";

/** The address at the other end is the one that counts, whatever was checked before. A wrong one is hung up on. */
export function checkPeer(socket: Socket, reach: CallTarget["reach"]): Result<Socket, DialFailure> {
  if (addressKind(socket.remoteAddress ?? "") === reach) return ok(socket);
  socket.destroy();
  return err({ reason: "refused_by_guard", why: "connected to an address that is not allowed" });
}
