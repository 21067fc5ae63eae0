/** Under the page's own bars. */
const READING_LINE_PX = 96;

/** What one moves along with j and k: the posts of a topic, or the rows of a list. */
function items(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>('main article')];
  // What a closed disclosure holds is passed over.
  return all.filter((item) => item.checkVisibility());
}

/** The item that has the focus, or the first on the screen. */
export function currentItem(): HTMLElement | null {
  const all = items();
  const focused = document.activeElement?.closest<HTMLElement>('article');
  if (focused && all.includes(focused) && isNear(focused)) return focused;
  return all.find((item) => item.getBoundingClientRect().bottom > READING_LINE_PX) ?? null;
}

/** Moves the focus along; what is focused is brought below the page's bars. */
export function nextItem(step: 1 | -1): boolean {
  const all = items();
  const current = currentItem();
  if (!current) return false;
  const isFocused = current.contains(document.activeElement);
  const item = isFocused ? all[all.indexOf(current) + step] : current;
  if (!item) return false;
  const link = item.classList.contains('post') ? null : item.querySelector<HTMLElement>('h2 a');
  const target = link ?? item;
  if (target === item) item.tabIndex = -1;
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: item.classList.contains('post') ? 'start' : 'nearest', behavior: 'instant' });
  return true;
}

/** Whether any of it can be seen; who scrolled away from the focus means what they look at. */
function isNear(item: HTMLElement): boolean {
  const { top, bottom } = item.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
