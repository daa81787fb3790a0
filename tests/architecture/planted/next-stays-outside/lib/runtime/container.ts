import * as library from "next/headers";

export const copy = library;
