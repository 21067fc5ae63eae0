interface Canned {
  title: string;
  text: string;
}

/** Ready-made replies from lines of `name: words`; a line without a colon is its own name. */
export function readCanned(lines: string): Canned[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, title, text] = /^([^:]{1,60}):\s*(.+)$/.exec(line) ?? [];
      return { title: title?.trim() ?? line.slice(0, 60), text: text ?? line };
    });
}

export function writeCanned(replies: Canned[]): string {
  return replies.map(({ title, text }) => `${title}: ${text}`).join('\n');
}
