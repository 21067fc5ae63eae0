const LONGEST = 60;

/** Words that stand in a slug's place in the addresses of pages about single posts: `/t/12/reply/3`. */
const TAKEN = new Set(['reply', 'edit', 'history', 'moderate', 'move']);

/**
 * The readable part of a topic's address: lower-case words joined by hyphens, Latin letters without
 * their accents, other scripts as they are. Two topics may share a slug; the id tells them apart.
 */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    // Only accents: in other scripts, marks are part of the letter.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const cut = Array.from(words).slice(0, LONGEST).join('');
  const slug = cut.replace(/^-+|-+$/g, '') || 'topic';
  return TAKEN.has(slug) ? `${slug}-topic` : slug;
}
