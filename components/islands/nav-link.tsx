"use client";

import { usePathname } from "next/navigation";

type NavLinkProps = {
  readonly href: string;
  /** Every address below this one is the same place; without it the place is this address alone. */
  readonly under?: string;
  readonly children: React.ReactNode;
};

const LOOK =
  "relative inline-flex min-h-11 items-center px-3 max-[22.4rem]:px-2 font-medium whitespace-nowrap text-muted no-underline hover:text-ink md:min-h-14 aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:max-[22.4rem]:after:inset-x-2 aria-[current]:after:-bottom-px aria-[current]:after:rounded-full aria-[current]:after:border-b-2 aria-[current]:after:border-accent";

/** A link that knows whether the reader is there. The server draws it the same, so it works without a script. */
export function NavLink({ href, under, children }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || path === under || (under !== undefined && path.startsWith(`${under}/`));
  return (
    <a href={href} aria-current={here ? (path === href ? "page" : "true") : undefined} className={LOOK}>
      {children}
    </a>
  );
}
