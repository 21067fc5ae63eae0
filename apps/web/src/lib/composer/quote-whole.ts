const BUTTON = '[data-key=quote]';

/** Quotes all that a post says, by selecting it: the button that quotes comes with the selection. */
export function quoteWhole(text: Element): void {
  document.addEventListener(
    'selectionchange',
    () => requestAnimationFrame(() => document.querySelector<HTMLElement>(BUTTON)?.click()),
    { once: true },
  );
  getSelection()?.selectAllChildren(text);
}
