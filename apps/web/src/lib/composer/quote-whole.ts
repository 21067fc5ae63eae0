const BUTTON = '[data-key=quote]';
/** As long as a slow network may take to bring the button for the first time. */
const WAIT_MS = 10_000;

/** Quotes all that a post says, by selecting it: the button that quotes comes with the selection. */
export function quoteWhole(text: Element): void {
  document.addEventListener('selectionchange', () => requestAnimationFrame(pressWhenThere), { once: true });
  getSelection()?.selectAllChildren(text);
}

function pressWhenThere(): void {
  if (press()) return;
  const coming = new MutationObserver(() => {
    if (press()) coming.disconnect();
  });
  coming.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => coming.disconnect(), WAIT_MS);
}

function press(): boolean {
  const button = document.querySelector<HTMLElement>(BUTTON);
  button?.click();
  return button !== null;
}
