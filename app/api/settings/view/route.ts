export { changeView as POST } from "@/lib/web/change-view";
