/** For addresses whose GET does something: without it the framework answers HEAD by running GET. */
export function methodNotAllowed(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}
