import path from "node:path";

const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** @type {import("next").NextConfig} */
export default {
  reactCompiler: false,
  typedRoutes: false,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  images: { unoptimized: true },
  turbopack: { root },
  outputFileTracingRoot: root,
  // `npm run check` and `npm test` run the type checker once; a build on a seller's machine need not repeat it.
  typescript: { ignoreBuildErrors: true },
};
