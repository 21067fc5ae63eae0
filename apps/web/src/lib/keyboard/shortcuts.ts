import { goto } from '$app/navigation';
import { quoteWhole } from '#lib/composer/quote-whole.ts';
import { listPath } from '#lib/reading/lists.ts';
import { currentItem, nextItem } from './items.ts';

/** What a key does; answers whether it did anything, so that other keys are left to the browser. */
export type Act = () => boolean;

const click = (selector: string, within: ParentNode = document): boolean => {
  for (const element of within.querySelectorAll<HTMLElement>(selector)) {
    // A hidden one belongs to another width of the screen.
    if (!element.checkVisibility()) continue;
    element.click();
    return true;
  }
  return false;
};

const go = (path: string) => (): boolean => {
  void goto(path);
  return true;
};

/** On the post that the reader is at. */
const onPost = (selector: string) => (): boolean => {
  // Also what a closed menu holds.
  const button = currentItem()?.querySelector<HTMLElement>(selector);
  button?.click();
  return Boolean(button);
};

function openItem(): boolean {
  const item = currentItem();
  return item !== null && click('h2 a', item);
}

/** What is selected; without a selection the whole post that the reader is at. */
function quote(): boolean {
  if (click('[data-key=quote]')) return true;
  const text = currentItem()?.querySelector('.prose');
  if (!text) return false;
  quoteWhole(text);
  return true;
}

/** Opens the menu of levels and chooses, so that what it did is in sight. */
const level = (name: string) => (): boolean => {
  const menu = document.querySelector<HTMLDetailsElement>('[data-key=level]');
  const choice = menu?.querySelector<HTMLElement>(`[data-level=${name}]`);
  if (!menu || !choice) return false;
  menu.open = true;
  choice.click();
  return true;
};

function jump(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('#rail-number, #bar-number');
  for (const field of fields) {
    const sheet = field.closest('details');
    if (sheet && sheet.parentElement?.checkVisibility()) sheet.open = true;
    if (!field.checkVisibility()) continue;
    field.focus();
    return true;
  }
  return false;
}

/** The keys in the order in which they are pressed, and what they do. */
export const ACTS: Record<string, Act> = {
  j: () => nextItem(1),
  k: () => nextItem(-1),
  o: openItem,
  u: () => {
    history.back();
    return true;
  },
  'g l': go('/'),
  'g n': go(listPath('new')),
  'g u': go(listPath('unread')),
  'g f': go(listPath('following')),
  'g d': go('/decisions'),
  'g b': go('/bookmarks'),
  '/': () => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]');
    if (field?.checkVisibility()) field.focus();
    else void goto('/search');
    return true;
  },
  '#': jump,
  r: onPost('a[href*="/reply/"]'),
  'Shift+R': () => click('a[href$="/reply"]'),
  q: quote,
  e: onPost('a[href*="/edit/"]'),
  l: onPost('button[name=kind][value=thanks]'),
  b: onPost('form[action*="/bookmark/"] button'),
  f: onPost('a[href*="/flag/"]'),
  'm f': level('follow'),
  'm t': level('track'),
  'm m': level('mute'),
  '.': () => click('[data-key=show-new]'),
  'Shift+L': () => click('[data-key=first-unread]'),
  n: () => click('[data-key=onward]'),
  c: go('/new'),
};
