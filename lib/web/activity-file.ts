import "server-only";
import type { NextRequest } from "next/server";
import { runtime } from "../runtime/current";
import type { ActivityEventView } from "../views/activity";
import { activityWish } from "./activity-wish";
import { csvAnswer } from "./csv-answer";
import { failedPage, signedOutPage } from "./plain-answers";
import { signedIn } from "./session";
import { shownZone } from "./shown-zone";
import { withFaultAnswer } from "./with-fault-answer";

type Columns = { readonly head: readonly string[]; readonly cells: (event: ActivityEventView) => readonly string[] };

/** The reader's history as a file: what the page that links here shows, all pages of it. */
export const activityFile = ({ head, cells }: Columns) =>
  withFaultAnswer(async (request: NextRequest) => {
    const who = await signedIn();
    if (!who) return signedOutPage();
    const { services, clock } = runtime();
    const { searchParams } = request.nextUrl;
    const wish = activityWish(Object.fromEntries(searchParams), await shownZone(who.person));
    return csvAnswer({
      name: `holdfast-activity-${clock.now().toISOString().slice(0, 10)}`,
      head,
      pieces: services.exportActivity(who.actor, { ...wish, before: null }),
      cells,
      byteOrderMark: searchParams.get("bom") === "1",
      request,
    });
  }, failedPage);
