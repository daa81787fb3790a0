import { value } from "../web/session";

export const copy = value;
