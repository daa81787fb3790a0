import type { NextRequest } from "next/server";
import { noteFault } from "./note-fault";

type Handler<C> = (request: NextRequest, context: C) => Promise<Response>;

/**
 * A handler that answers with a page of ours when it breaks: the framework's own answer is an empty
 * one, and the address bar would keep whatever the address held.
 */
export function withFaultAnswer<C>(handler: Handler<C>, answer: () => Response): Handler<C> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (fault) {
      noteFault(fault, { path: request.nextUrl.pathname, method: request.method });
      return answer();
    }
  };
}
