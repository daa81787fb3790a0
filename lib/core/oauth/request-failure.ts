/**
 * Why a definition, its registration and a connection's variables do not give a request.
 *
 * Nothing was sent. All of these are for an admin: a seller cannot cause them except by a variable that
 * does not fit its pattern (`value_refused`). `name` is the placeholder, origin or environment at fault, never its value.
 */
export type RequestFailure = {
  readonly code:
    | "unknown_environment"
    | "unknown_name"
    | "missing_value"
    | "value_refused"
    | "not_an_address"
    | "not_https"
    | "outside_environment"
    | "no_client_authentication";
  readonly name: string;
};
