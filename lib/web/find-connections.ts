import "server-only";
import type { NextRequest } from "next/server";
import { runtime } from "../runtime/current";
import { failedPage, notFoundPage, signedOutPage } from "./plain-answers";
import { one } from "./search-params";
import { signedIn } from "./session";
import { withFaultAnswer } from "./with-fault-answer";

/** Connections whose names begin as somebody types, for the palette. */
export const findConnections = withFaultAnswer(async (request: NextRequest) => {
  const who = await signedIn();
  if (!who) return signedOutPage();
  const text = one(Object.fromEntries(request.nextUrl.searchParams), "q") ?? "";
  const found = await runtime().services.findConnections(who.actor, text);
  return found.ok ? Response.json(found.value) : notFoundPage();
}, failedPage);
