import { value } from "../adapters/db/generated/client";

export const copy = value;
