import { isCode, isProduct, type OurFile } from "./our-files";
import { linesThatName, providerNames } from "./provider-names";

/** One thing that breaks a rule, as a sentence with its place. */
export type Finding = string;

/** A rule of the house: pure, so that a planted sample can show that it reports. */
export type HouseRule = {
  readonly name: string;
  readonly find: (files: readonly OurFile[]) => Finding[];
  /** A file that breaks it. */
  readonly planted: OurFile;
};

const lines = (file: OurFile) => file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);

const matching =
  (applies: (file: OurFile) => boolean, pattern: RegExp) =>
  (files: readonly OurFile[]): Finding[] =>
    files
      .filter(applies)
      .flatMap((file) =>
        file.text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
      );

const named =
  (pattern: RegExp) =>
  (files: readonly OurFile[]): Finding[] =>
    files.filter((file) => pattern.test(file.path)).map((file) => file.path);

/** Reading the environment in one place is what lets it be checked once, by name. The entry points hand it over. */
const READS_ENVIRONMENT = /^lib\/(runtime|cli)\/|^lib\/(server|worker)\/main\.ts$/;
/** Provider names may stand where providers are described, put into words or imitated. */
const KNOWS_PROVIDERS = /^lib\/(core\/providers|sandbox|views\/texts)\//;
const PROVIDER_NAMES = linesThatName(providerNames());

/** The doors know client components by these places, so there may be no others. */
const RUNS_IN_BROWSER = /^components\/islands\/|^app\/(.+\/)?(global-)?error\.tsx$/;

/** Rooms in which a token, a secret or a key can stand. The sandbox's are made up. */
const HOLDS_TOKENS = /^lib\/(services|adapters|runtime|server|worker|api|core\/(oauth|tokens))\//;
const TOKEN_WORDS = /\b(accessToken|refreshToken|TokenSet|KeyRing|clientSecret|codeVerifier)\b/;

export const HOUSE_RULES: readonly HouseRule[] = [
  {
    name: "no file is longer than 300 lines",
    find: (files) =>
      files.filter((file) => isCode(file) && lines(file) > 300).map((file) => `${file.path}: ${lines(file)} lines`),
    planted: { path: "lib/core/long.ts", text: "const line = 1;\n".repeat(301) },
  },
  {
    name: "no check of the compiler or the linter is switched off",
    find: matching(
      (file) => isProduct(file) || file.path.startsWith("tests/support/"),
      /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable|(:|\bas|<)\s*any\b/,
    ),
    planted: { path: "lib/core/loose.ts", text: "export const loose = (value: any) => value;\n" },
  },
  {
    name: "the engine names no provider",
    find: matching((file) => file.path.startsWith("lib/") && !KNOWS_PROVIDERS.test(file.path), PROVIDER_NAMES),
    planted: { path: "lib/services/special.ts", text: "if (provider.id === 'stubhub') retryOnce();\n" },
  },
  {
    name: "there is no proxy file: authorisation stands in the data layer",
    find: named(/^(src\/)?(proxy|middleware)\.(ts|js|mjs|tsx)$/),
    planted: { path: "proxy.ts", text: "" },
  },
  {
    name: "client components live in components/islands, and as the framework's error pages",
    find: matching((file) => isProduct(file) && !RUNS_IN_BROWSER.test(file.path), /^\s*["']use client["']/),
    planted: { path: "components/connections/card.tsx", text: '"use client";\n' },
  },
  {
    name: "C2: every module that touches tokens is marked as not for browsers",
    find: unmarkedModules,
    planted: {
      path: "lib/services/open-tokens.ts",
      text: "export function openTokens(tokens: TokenSet) {\n  return tokens.accessToken;\n}\n",
    },
  },
  {
    name: "the environment is read where the program is composed, and nowhere else",
    find: matching(
      (file) => isProduct(file) && !READS_ENVIRONMENT.test(file.path),
      /process\.env|process\[.env.\]|import\.meta\.env|\{[^}]*\benv\b[^}]*\} from "node:process"/,
    ),
    planted: { path: "app/page.tsx", text: "const secret = process.env.AUTH_SECRET;\n" },
  },
  {
    name: "no file names a folder of one machine",
    find: matching((file) => !isRulebook(file), /(^|[\s"'`(=:])\/(work|root|tmp|home\/[a-z]|Users\/[A-Za-z])(\/|\b)/),
    planted: { path: "docs/how.md", text: "Look into /root/project.\n" },
  },
  {
    name: "no file names a package registry",
    find: matching((file) => !isRulebook(file), /registry\.(npmjs|yarnpkg)|npm\.pkg\.|"resolved":/),
    planted: { path: "README.md", text: 'npm config set registry "https://registry.npmjs.org"\n' },
  },
  {
    name: "every package has an exact version",
    find: inexactVersions,
    planted: { path: "package.json", text: '{ "dependencies": { "next": "^16.4.5" } }' },
  },
];

/** The rules themselves have to spell out what they look for. */
const isRulebook = (file: OurFile) => file.path.startsWith("tests/architecture/house");

/** A file of types alone is erased and needs no mark; so is a comment. */
function unmarkedModules(files: readonly OurFile[]): Finding[] {
  const code = (file: OurFile) => file.text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const runs = (file: OurFile) => /^export (async )?(function|const|let|default)/m.test(file.text);
  const touches = files.filter((file) => HOLDS_TOKENS.test(file.path) && TOKEN_WORDS.test(code(file)) && runs(file));
  return touches
    .filter((file) => !/^import "#node-only";$/m.test(file.text))
    .map((file) => `${file.path} lacks: import "#node-only";`);
}

function inexactVersions(files: readonly OurFile[]): Finding[] {
  const file = files.find((candidate) => candidate.path === "package.json");
  const manifest = JSON.parse(file?.text ?? "{}") as Record<string, Record<string, string> | undefined>;
  const groups = ["dependencies", "devDependencies", "optionalDependencies"];
  const wanted = groups.flatMap((group) => Object.entries(manifest[group] ?? {}));
  return wanted
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version}`);
}

/** The middle of a list of line counts. */
export function medianLines(files: readonly OurFile[]): number {
  const sorted = files.map(lines).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
