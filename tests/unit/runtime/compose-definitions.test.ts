import { expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { withLookalike } from "@/lib/runtime/compose-definitions";

const composed = withLookalike(CATALOGUE, ({ id }) => ({ auth: `http://127.0.0.1:4000/${id}` }));

it("a pretend environment is added beside the real ones, marked as a test and the only one over http", () => {
  for (const definition of composed) {
    const { lookalike, ...real } = definition.environments;
    expect(lookalike).toEqual({
      label: `Pretend ${definition.displayName}`,
      isTest: true,
      bases: { auth: `http://127.0.0.1:4000/${definition.id}` },
      allowHttp: true,
    });
    expect(Object.values(real).filter((environment) => "allowHttp" in environment && environment.allowHttp)).toEqual([]);
  }
});

it("what is shipped stays as it was", () => {
  for (const [index, definition] of CATALOGUE.entries()) {
    expect(definition.environments).not.toHaveProperty("lookalike");
    const { environments: _, ...rest } = definition;
    expect(composed[index]).toMatchObject(rest);
  }
});
