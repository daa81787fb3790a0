import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export type OurFile = { readonly path: string; readonly text: string };

const ROOT = path.join(import.meta.dirname, "../..");
const TEXT = /\.(ts|tsx|mts|mjs|js|css|json|md|prisma|sql|toml|yml|yaml|example)$|(^|\/)[^.]+$|(^|\/)\.[^./]+$/;
const CODE = /\.(ts|tsx|mjs|css|prisma)$/;
/** Lists that are read by programs, and files that are wrong on purpose. */
const NOT_WRITTEN = /^(package-lock\.json$|tests\/architecture\/planted\/|docs\/screens\/|public\/)/;

/** What `.gitignore` names; written out, because an unpacked archive has no git to ask. */
const GENERATED =
  /^(node_modules|\.next|\.holdfast|\.git|dist|next-env\.d\.ts|tests\/results|lib\/adapters\/db\/generated)$|\.tsbuildinfo$/;

/** Every text file of the project, without what was generated or planted. */
export function ourFiles(): OurFile[] {
  const read = (file: string) => ({ path: file, text: readFileSync(path.join(ROOT, file), "utf8") });
  return listFiles()
    .filter((file) => TEXT.test(file) && !NOT_WRITTEN.test(file))
    .map(read);
}

export const isCode = (file: OurFile) => CODE.test(file.path);
export const isProduct = (file: OurFile) => /^(app|components|lib)\//.test(file.path);

function listFiles(folder = ""): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (GENERATED.test(file)) return [];
    return entry.isDirectory() ? listFiles(file) : [file];
  });
}
