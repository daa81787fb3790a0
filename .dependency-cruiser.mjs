/**
 * The doors of the house: who may import whom (ARCHITECTURE.md). Every rule has a planted violation in
 * tests/architecture/planted/<name>, which proves that the rule reports it.
 */

/** Which rooms a room of `lib` may enter besides itself. */
const ROOMS = {
  core: [],
  views: ["core"],
  services: ["core", "views"],
  adapters: ["core"],
  runtime: ["services", "adapters", "core"],
  web: ["runtime", "services", "views", "core"],
  api: ["runtime", "services", "views", "core"],
  worker: ["runtime", "services", "views", "core", "sandbox"],
  server: ["runtime", "services", "views", "core", "api", "worker", "sandbox"],
  cli: ["runtime", "services", "views", "core", "sandbox", "server", "worker"],
  sandbox: ["core"],
};

const OURS = "^(app|components|lib|prisma|tests)/";
/** The two places of files that run in the browser. */
const CLIENT = ["^components/islands/", "^app/.*error\\.tsx$"];
const FOR_BROWSERS = ["^lib/views/", "^lib/core/connections/", "^lib/core/roles\\.ts$"];

const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const room = (name) =>
  forbid(
    `room-${name}`,
    `lib/${name} imports only ${[name, ...ROOMS[name]].join(", ")}`,
    { path: `^lib/${name}/` },
    { path: OURS, pathNot: [name, ...ROOMS[name]].map((other) => `^lib/${other}/`) },
  );
const only = (name, comment, where, names) =>
  forbid(name, comment, { path: "^(app|components|lib)/", pathNot: where }, { path: packages(...names) });

const purity = [
  forbid("core-knows-no-machine", "a rule that needs Node knows too much", { path: "^lib/core/" }, { dependencyTypes: ["core"] }),
  forbid(
    "core-knows-no-library",
    "core imports no package; only provider definitions are checked with zod",
    { path: "^lib/core/", pathNot: "^lib/core/providers/" },
    { path: "(^|/)node_modules/" },
  ),
  forbid(
    "definitions-know-only-zod",
    "a definition is data",
    { path: "^lib/core/providers/" },
    { path: "(^|/)node_modules/", pathNot: packages("zod") },
  ),
  forbid("views-know-no-machine", "views reach the browser", { path: "^lib/views/" }, { dependencyTypes: ["core"] }),
  forbid(
    "services-know-no-machine",
    "a step reaches the outside through a port",
    { path: "^lib/services/" },
    { dependencyTypes: ["core"] },
  ),
  forbid(
    "services-know-no-library",
    "a step reaches a library through a port",
    { path: "^lib/services/" },
    { path: "(^|/)node_modules/" },
  ),
];

const typesOnly = [
  forbid(
    "web-calls-services-through-runtime",
    "the container gave services their ports; web needs only their types",
    { path: "^lib/web/" },
    { path: "^lib/services/", dependencyTypesNot: ["type-only"] },
  ),
];

const pages = [
  forbid(
    "app-is-thin",
    "a page or handler calls web and shows components",
    { path: "^app/" },
    { path: OURS, pathNot: ["^app/", "^components/", "^lib/(web|views)/", "^lib/core/[a-z-]+\\.ts$", "^lib/core/connections/"] },
  ),
  forbid(
    "components-see-views",
    "a component shows a view",
    { path: "^components/" },
    { path: OURS, pathNot: ["^components/", ...FOR_BROWSERS] },
  ),
  forbid(
    "client-fence",
    "what runs in the browser sees views and pure connection rules",
    { path: CLIENT },
    { path: "^lib/", pathNot: FOR_BROWSERS },
  ),
  forbid(
    "client-reaches-no-secret",
    "nothing that handles secrets may be reached from the browser, over any number of steps",
    { path: CLIENT },
    { path: "^lib/(services|adapters|runtime|web|api|server|worker|cli|sandbox|core/(tokens|oauth|ports))/", reachable: true },
  ),
];

const libraries = [
  only("database-lives-in-its-adapter", "Prisma and PostgreSQL are known in one place", "^lib/adapters/db/", [
    "@prisma",
    "prisma",
    "pg",
    "@electric-sql",
  ]),
  forbid(
    "generated-client-lives-in-its-adapter",
    "rows do not travel",
    { path: "^(app|components|lib)/", pathNot: "^lib/adapters/db/" },
    { path: "^lib/adapters/db/generated/" },
  ),
  only("wire-libraries-live-in-adapters", "a library can be replaced in one folder", "^lib/adapters/", [
    "oauth4webapi",
    "nodemailer",
  ]),
  only("next-stays-outside", "the engine runs without a framework", ["^app/", "^components/", "^lib/(web|server)/"], ["next"]),
  only("sign-in-library-stays-in-web", "sign-in is replaceable", "^lib/web/", ["next-auth"]),
  only("react-stays-outside", "the engine draws nothing", ["^app/", "^components/", "^lib/web/"], ["react", "react-dom"]),
  only("server-only-stays-in-web", "it throws in plain Node, where the engine also runs", "^lib/web/", ["server-only"]),
  forbid(
    "start-needs-no-dev-package",
    "what `npm start` needs is a dependency",
    { path: "^(app|components|lib)/" },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  ),
];

const house = [
  forbid(
    "sandbox-stays-outside",
    "look-alike marketplaces are started by an entry point, never called",
    { pathNot: ["^lib/(sandbox|cli|server|worker)/", "^tests/"] },
    { path: "^lib/sandbox/" },
  ),
  forbid("product-knows-no-test", "tests know the product", { path: "^(app|components|lib)/" }, { path: "^tests/" }),
  forbid("no-cycle", "two files that need each other are one file", {}, { circular: true }),
  forbid("no-missing", "every import leads somewhere", { path: "^(app|components|lib)/" }, { couldNotResolve: true }),
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...Object.keys(ROOMS).map(room), ...purity, ...typesOnly, ...pages, ...libraries, ...house],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: ["node_modules", "^lib/adapters/db/generated/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
