/** The address of a tag: its name. */
export function tagPath(name: string): string {
  return `/tag/${encodeURIComponent(name)}`;
}

/** What somebody wrote into a field for tags, between commas. */
export function readTags(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
