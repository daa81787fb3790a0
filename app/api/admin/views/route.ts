import { saveView } from "@/lib/web/save-view";

export const POST = saveView;
