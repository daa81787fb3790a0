export { changeTheme as POST } from "@/lib/web/change-theme";
