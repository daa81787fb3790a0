/** A moment that a test waits for, or lets others wait for. */
export type Latch = { readonly open: () => void; readonly opened: Promise<void> };

export function latch(): Latch {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Opens the first and waits for the second: somebody arrives, and is let on. */
export const passing = (arrived: Latch, mayGo: Latch): Promise<void> => {
  arrived.open();
  return mayGo.opened;
};
