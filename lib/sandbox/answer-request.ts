import { answerMarket } from "./answer-market";
import { answerConsole } from "./console/answer-console";
import { type Answer, file, page } from "./http/answer";
import type { SandboxRequest } from "./http/request";
import type { Sandbox } from "./marketplace";
import { FAVICON } from "./pages/favicon";
import { homePage } from "./pages/home-page";
import { problemPage } from "./pages/problem-page";
import { STYLE } from "./pages/style";

const NOT_FOUND = {
  title: "There is no such page here",
  says: "This test marketplace has a home page, a console, and one address per look-alike.",
  sent: null,
  next: "If an application sent you here, the address it uses is not one that its provider has.",
} as const;

function answerSite(sandbox: Sandbox, request: SandboxRequest): Answer | null {
  if (request.method !== "GET") return null;
  if (request.path === "/") return page(200, homePage(sandbox));
  if (request.path === "/sandbox.css") return file("text/css; charset=utf-8", STYLE);
  if (request.path === "/favicon.svg" || request.path === "/favicon.ico") return file("image/svg+xml", FAVICON);
  return null;
}

/** Every address of the sandbox. HEAD is GET without a body. */
export async function answerRequest(sandbox: Sandbox, given: SandboxRequest): Promise<Answer> {
  const request = given.method === "HEAD" ? { ...given, method: "GET" } : given;
  const own = answerSite(sandbox, request) ?? answerConsole(sandbox, request);
  if (own !== null) return own;
  for (const market of sandbox.marketplaces) {
    const answer = await answerMarket(market, request);
    if (answer !== null) return answer;
  }
  return page(404, problemPage({ ...NOT_FOUND, sent: `${given.method} ${given.path}` }));
}
