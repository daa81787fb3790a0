import { expect, test } from "vitest";
import { classOfAuthorizationError, effectOfAuthorizationError } from "@/lib/core/oauth/authorization-error";
import { readAuthorizationResponse } from "@/lib/core/oauth/authorization-response";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { foxy } from "@/lib/core/providers/foxy";
import { stackAuth } from "@/lib/core/providers/stack-auth";

/** How a redirect with these parameters ends an attempt, and what an admin reads about it. */
function ending(definition: ProviderDefinition, parameters: Record<string, string>) {
  const response = readAuthorizationResponse(definition, new URLSearchParams(parameters));
  if (response.kind !== "error") throw new Error(`the redirect was read as ${response.kind}`);
  return [effectOfAuthorizationError(definition, response), classOfAuthorizationError(definition, response)];
}

test.each([
  ["access_denied", "The user denied access to your application", "denied", "consent_denied"],
  ["invalid_client", "No client id supplied", "setup", "config_client"],
  ["invalid_client", "The client id supplied is invalid", "setup", "config_client"],
  ["invalid_client", "This application requires you specify a scope parameter", "setup", "config_scope"],
  ["invalid_request", "Invalid or missing response type", "setup", "request_invalid"],
  ["invalid_request", "The state parameter is required", "setup", "request_invalid"],
  ["invalid_scope", "An unsupported scope was requested", "setup", "config_scope"],
])("Foxy: a redirect with %s, “%s”, ends as %s, for an admin %s", (error, description, outcome, errorClass) => {
  const parameters = { error, error_description: description, state: "st-1" };
  expect(ending(foxy, parameters)).toEqual([outcome, errorClass]);
  expect(ending(foxy, { ...parameters, error_description: "" })[0], "the sentence may be left out").toBe(outcome);
});

test("Foxy: an error without a state is read all the same", () => {
  const query = new URLSearchParams({ error: "invalid_request", error_description: "The state parameter is required" });
  expect(readAuthorizationResponse(foxy, query)).toMatchObject({ kind: "error", state: null, error: "invalid_request" });
});

test.each([
  ["OUTER_OAUTH_TIMEOUT", "expired", "flow_timeout"],
  ["OAUTH_CONNECTION_ALREADY_CONNECTED_TO_ANOTHER_USER", "unknown", "account_conflict"],
  ["SOMETHING_NEW", "provider_down", null],
])("Stack Auth: server_error with errorCode %s ends as %s", (errorCode, outcome, errorClass) => {
  const more = { error_description: "any words", message: "any words", details: "{}" };
  expect(ending(stackAuth, { error: "server_error", errorCode, state: "st-1", ...more })).toEqual([outcome, errorClass]);
});

test("Stack Auth: server_error alone is the provider's trouble", () => {
  expect(ending(stackAuth, { error: "server_error", state: "st-1" })).toEqual(["provider_down", null]);
});

test("A13: a provider's own error code that stands twice refuses the response", () => {
  const query = new URLSearchParams("error=server_error&errorCode=A&errorCode=B&state=st-1");
  expect(readAuthorizationResponse(stackAuth, query)).toMatchObject({ kind: "malformed", why: "duplicate_parameter" });
});
