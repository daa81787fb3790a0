// The framework would print faults unmasked; `lib/server` keeps it quiet and this takes its place.
export { noteFault as onRequestError } from "./lib/web/note-fault";
