import { value } from "../core/tokens/token-set";

export const copy = value;
