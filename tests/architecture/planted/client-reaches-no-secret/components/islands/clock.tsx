import { value } from "../../lib/views/view";

export const copy = value;
