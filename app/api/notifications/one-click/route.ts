import { askBeforeStopping, stopMailAtOnce } from "@/lib/web/less-mail";

export const POST = stopMailAtOnce;
export const GET = askBeforeStopping;
