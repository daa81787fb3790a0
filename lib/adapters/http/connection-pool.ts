import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { CallTarget } from "../../core/net/call-target";

/** The agent whose idle connections a call to `target` may reuse. */
export type ConnectionPool = (target: CallTarget) => PlainAgent;

/**
 * Keeps connections for reuse, per origin. An agent never dials by itself: each request brings its
 * own `createConnection`, which is the guard.
 *
 * Connections to loopback are kept apart, so that a call bound to global addresses can never be
 * handed one of them.
 */
export function connectionPool(idleMs: number): ConnectionPool {
  const options = { keepAlive: true, maxFreeSockets: 8, timeout: idleMs };
  const guarded = <A extends PlainAgent>(agent: A): A => {
    agent.createConnection = (request, callback) => {
      if (request.createConnection === undefined || callback === undefined) throw new Error("a request without its guard");
      return request.createConnection(request, callback);
    };
    return agent;
  };
  const global = guarded(new SecureAgent(options));
  const loopback = guarded(new SecureAgent(options));
  const plain = guarded(new PlainAgent(options));

  return (target) => {
    if (!target.secure) return plain;
    return target.reach === "loopback" ? loopback : global;
  };
}
