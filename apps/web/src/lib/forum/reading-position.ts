/** Under the page's own bars: a post whose end is above this line has been scrolled past. */
const READING_LINE_PX = 96;

/** The post that the reader is at, among those on the page. */
export function firstOnScreen(): HTMLElement | null {
  for (const element of document.querySelectorAll<HTMLElement>('article.post')) {
    if (element.getBoundingClientRect().bottom > READING_LINE_PX) return element;
  }
  return null;
}

/** Calls back with the number of the post at the reading line whenever it changes; answers how to stop. */
export function followReading(onNumber: (number: number) => void): () => void {
  let known: number | undefined;
  let waiting = false;
  const look = () => {
    waiting = false;
    const number = Number(firstOnScreen()?.dataset['number']);
    if (!number || number === known) return;
    known = number;
    onNumber(number);
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(look, 120);
  };
  look();
  addEventListener('scroll', soon, { passive: true });
  return () => removeEventListener('scroll', soon);
}

export function goToPost(number: number): void {
  document.getElementById(`post-${number}`)?.scrollIntoView({ block: 'start', behavior: 'instant' });
}

/** Whether the reader has moved in a page that was opened anew; what a reload restores is no such move. */
export function hasScrolled(): boolean {
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return opened?.type === 'navigate' && scrollY > 0;
}
