/** How a code is written in mails: two groups of three digits are easier to carry over. */
export function writtenCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** The six digits of what somebody typed, or null: blanks and hyphens between them do not matter. */
export function digitsOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
