import { queryText } from "../../../lib/views/admin-query";
import type { JobPreviewView } from "../../../lib/views/jobs";
import { routes } from "../../../lib/views/routes";

/** The list that a selection was made in. */
export function previewedList(view: Pick<JobPreviewView, "list"> | null): string {
  const text = view === null ? "" : queryText(view.list);
  return text === "" ? routes.admin.connections : `${routes.admin.connections}?${text}`;
}
