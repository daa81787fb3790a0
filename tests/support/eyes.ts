import type { Page } from "playwright-core";

/** By how many pixels the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** Words that stand outside the box that cuts them off. One line with an ellipsis has its words elsewhere, too. */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *, header *")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.innerText?.trim())
      .filter((element) => {
        const { overflowX, overflowY, textOverflow, clipPath, position } = getComputedStyle(element);
        const forListeners = position === "absolute" && (clipPath !== "none" || element.clientWidth <= 1);
        if (forListeners || textOverflow === "ellipsis") return false;
        const cutsX = overflowX === "hidden" || overflowX === "clip";
        const cutsY = overflowY === "hidden" || overflowY === "clip";
        return (
          (cutsX && element.scrollWidth > element.clientWidth + 1) || (cutsY && element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );

/** Twice the size of all words, the page's layout as before (WCAG 1.4.4). */
export const growWords = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });

/** As much room between lines, words and letters as somebody may ask for (WCAG 1.4.12). */
export const spreadWords = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      element.style.lineHeight = "1.5";
      element.style.letterSpacing = "0.12em";
      element.style.wordSpacing = "0.16em";
    }
  });

/** What moves although nobody wants movement. */
export const moving = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const seconds = (list: string) => list.split(",").map((each) => Number.parseFloat(each));
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return animationName !== "none" || seconds(transitionDuration).some((duration) => duration > 0);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** Buttons, badges and fields whose edge is gone with the colours that showed it. */
export const edgeless = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, select, input, textarea, [data-edge]")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(element);
        const { width } = element.getBoundingClientRect();
        const isDrawnByTheSystem =
          element instanceof HTMLInputElement && ["radio", "checkbox", "hidden", "search"].includes(element.type);
        // An entry of a menu is a line of words, as its neighbours that are links.
        const isLine = element.closest("details, [aria-current]") !== null || textDecorationLine.includes("underline");
        if (isDrawnByTheSystem || isLine || width <= 1) return false;
        return borderTopStyle === "none" || Number.parseFloat(borderTopWidth) === 0 || borderTopColor === "rgba(0, 0, 0, 0)";
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );

/** Pictures of a state that cannot be told from the ground they stand on. */
export const invisibleIcons = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll<SVGElement>("main svg")]
      .filter((icon) => icon.checkVisibility({ visibilityProperty: true }))
      .filter((icon) => {
        const { stroke, fill } = getComputedStyle(icon);
        return stroke === ground && (fill === ground || fill === "none");
      })
      .map((icon) => icon.outerHTML.slice(0, 120));
  });
