import { LIST_VIEWS, type ListView } from "../views/connection";

export const VIEW_COOKIE = "view";

/** How this browser wants its connections drawn. @param value untrusted */
export const viewOfCookie = (value: string | undefined): ListView => LIST_VIEWS.find((view) => view === value) ?? "list";
