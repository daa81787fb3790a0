import * as library from "oauth4webapi";

export const copy = library;
