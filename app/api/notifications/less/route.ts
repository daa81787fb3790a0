import { stopMailByButton } from "@/lib/web/less-mail";

export const POST = stopMailByButton;
