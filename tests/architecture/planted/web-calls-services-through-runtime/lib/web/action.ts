import { value } from "../services/step";

export const copy = value;
