/** Replaces a part of what is being written, as if it had been typed. */
export function replaceText(textarea: HTMLTextAreaElement, start: number, end: number, text: string): void {
  textarea.focus({ preventScroll: true });
  textarea.setSelectionRange(start, end);
  // Unlike setRangeText, this keeps the browser's own undo.
  if (!document.execCommand('insertText', false, text)) textarea.setRangeText(text, start, end, 'end');
  textarea.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Puts marks around what is selected, which stays selected. */
export function wrapText(textarea: HTMLTextAreaElement, before: string, after: string): void {
  const { selectionStart, selectionEnd, value } = textarea;
  replaceText(
    textarea,
    selectionStart,
    selectionEnd,
    before + value.slice(selectionStart, selectionEnd) + after,
  );
  textarea.setSelectionRange(selectionStart + before.length, selectionEnd + before.length);
}

/** Puts a mark before each line that is selected. */
export function prefixLines(textarea: HTMLTextAreaElement, mark: string): void {
  const { selectionStart, selectionEnd, value } = textarea;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const lines = value.slice(start, selectionEnd).split('\n');
  replaceText(textarea, start, selectionEnd, lines.map((line) => mark + line).join('\n'));
}

/** Puts a paragraph of its own at the cursor. */
export function insertBlock(textarea: HTMLTextAreaElement, block: string): void {
  const { selectionEnd, value } = textarea;
  const before = value.slice(0, selectionEnd);
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  replaceText(textarea, selectionEnd, selectionEnd, `${gap}${block}\n\n`);
}
