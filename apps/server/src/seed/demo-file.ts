/** A demo file that says something its format (`demo/README.md`) does not know. */
export class DemoFileError extends Error {
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'DemoFileError';
  }
}

/** What follows `--- ` on a line, and the Markdown up to the next such line. */
export type Section = { line: number; head: string; body: string };

/** A file of front matter and sections. */
export class DemoFile {
  readonly sections: Section[];
  private readonly path: string;
  private readonly fields = new Map<string, { value: string; line: number }>();

  /** @throws DemoFileError if front matter is missing or malformed, or text stands before the first section */
  constructor(path: string, text: string) {
    this.path = path;
    const lines = text.split('\n');
    const end = lines.indexOf('---', 1);
    if (lines[0] !== '---' || end < 0)
      throw this.error(1, 'front matter between two lines of --- is missing');
    lines.slice(1, end).forEach((line, index) => this.readField(line, index + 2));
    this.sections = this.readSections(lines.slice(end + 1), end + 2);
  }

  error(line: number, reason: string): DemoFileError {
    return new DemoFileError(this.path, line, reason);
  }

  /**
   * The value of a field that has to be there.
   * @param read answers undefined for what it does not know
   */
  take<T>(name: string, read: (value: string) => T | undefined): T {
    const field = this.fields.get(name);
    if (!field) throw this.error(1, `"${name}" is missing in the front matter`);
    const value = read(field.value);
    if (value === undefined) throw this.error(field.line, `"${name}" cannot be "${field.value}"`);
    this.fields.delete(name);
    return value;
  }

  /** @throws DemoFileError if a field is left that nobody took */
  refuseOtherFields(): void {
    for (const [name, { line }] of this.fields) throw this.error(line, `unknown field "${name}"`);
  }

  private readField(text: string, line: number): void {
    const [, name, value] = /^([a-zA-Z]+): (.+)$/.exec(text) ?? [];
    if (!name || !value) throw this.error(line, `not a field: "${text}"`);
    if (this.fields.has(name)) throw this.error(line, `"${name}" stands here twice`);
    this.fields.set(name, { value: value.replace(/^"(.*)"$/, '$1'), line });
  }

  private readSections(lines: string[], firstLine: number): Section[] {
    const sections: Section[] = [];
    lines.forEach((text, index) => {
      const line = firstLine + index;
      const section = sections.at(-1);
      if (text.startsWith('--- ')) sections.push({ line, head: text.slice('--- '.length), body: '' });
      else if (section) section.body += `${text}\n`;
      else if (text) throw this.error(line, 'text before the first section');
    });
    return sections.map((section) => ({ ...section, body: section.body.trim() }));
  }
}

/** How many minutes ago `120d 3h 10m ago` was; `in 6d` lies ahead and is negative. Undefined if it is neither. */
export function minutesAgo(text: string): number | undefined {
  const [, past] = /^(.+) ago$/.exec(text) ?? [];
  const [, ahead] = /^in (.+)$/.exec(text) ?? [];
  const parts = /^(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)?$/.exec(past ?? ahead ?? '-');
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const total = (days * 24 + hours) * 60 + minutes;
  return ahead ? -total : total;
}
