import { value } from "../adapters/http/client";

export const copy = value;
