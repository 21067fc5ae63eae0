import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** Binds whether a `<details>` is open; what somebody opened before the page's script arrived stays open. */
export function opening(get: () => boolean, set: (open: boolean) => void): Attachment<HTMLDetailsElement> {
  return (details) => {
    if (untrack(get) !== details.open) set(details.open);
    const toggled = () => set(details.open);
    details.addEventListener('toggle', toggled);
    $effect(() => {
      details.open = get();
    });
    return () => details.removeEventListener('toggle', toggled);
  };
}
