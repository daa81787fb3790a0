import { value } from "../sandbox/marketplace";

export const copy = value;
