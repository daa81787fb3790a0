import { translator } from "../../lib/views/texts/translate";

/** The first stop of the keyboard: past the header. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="absolute -top-16 inset-s-4 z-20 rounded-md bg-accent px-4 py-2.5 font-medium text-on-accent hover:text-on-accent focus:top-2"
    >
      {translator()("nav.skip")}
    </a>
  );
}
