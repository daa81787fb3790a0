import type { Resource } from "../quirks/quirks";
import type { Account } from "../state/records";

/** The made-up content of a resource. The user has no id: that is how the provider is. */
export function resourceBody(resource: Resource, account: Account, path: string): Record<string, unknown> {
  const self = { _links: { self: { href: path } } };
  if (resource.body === "listings") return { total_items: 0, page: 1, page_size: 100, _embedded: { items: [] }, ...self };
  return { full_name: account.fullName, email: account.email, primary_phone: account.phone, email_optin: false, ...self };
}
