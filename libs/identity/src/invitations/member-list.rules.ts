export interface ListedMember {
  line: number;
  text: string;
  email: string;
  name: string | null;
}

export interface MemberList {
  members: ListedMember[];
  skipped: { line: number; text: string; reason: 'no-address' | 'twice' }[];
}

const ADDRESS = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/**
 * Reads a list of members as spreadsheets and people write them: a line each, fields parted by comma,
 * semicolon or tab, the address in any of them. A first line without an address is a heading.
 */
export function readMemberList(csv: string): MemberList {
  const members: ListedMember[] = [];
  const skipped: MemberList['skipped'] = [];
  const seen = new Set<string>();
  for (const [index, text] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const fields = text.split(/[,;\t]/).map((field) =>
      field
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    const email = fields.find((field) => ADDRESS.test(field) && field.length <= 254);
    if (email === undefined) {
      if (line > 1) skipped.push({ line, text, reason: 'no-address' });
    } else if (seen.has(email.toLowerCase())) {
      skipped.push({ line, text, reason: 'twice' });
    } else {
      seen.add(email.toLowerCase());
      const name = fields.filter((field) => field !== email && field !== '').join(' ');
      members.push({ line, text, email, name: name === '' ? null : name.slice(0, 80) });
    }
  }
  return { members, skipped };
}
