/** Warning stripes: the mark of a page that is not real, at any size. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="4" fill="#f97316"/><path d="M-4 14 14-4M2 26 26 2M16 30 30 16" stroke="#241402" stroke-width="5"/></svg>`;
