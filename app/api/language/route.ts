export { changeLanguage as POST } from "@/lib/web/change-language";
