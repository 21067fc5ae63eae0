import { BallotFileError } from './ballot-file-error.ts';

export type CsvRecord = { line: number; fields: string[] };

/**
 * The records of a CSV file (RFC 4180): commas, optional double quotes, doubled quotes inside them, CRLF or LF. `line` is
 * where the record starts, from 1.
 *
 * @throws BallotFileError for a quote that is not closed or stands in the middle of a field
 */
export function* csvRecords(text: string, file: string): Generator<CsvRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { line, fields: [] };
    for (let more = true; more;) {
      const field = text[at] === '"' ? quoted(text, at, line, file) : plain(text, at, line, file);
      line += field.lines;
      record.fields.push(field.value);
      more = text[field.end] === ',';
      at = field.end + (text.startsWith('\r\n', field.end) ? 2 : 1);
    }
    line++;
    yield record;
  }
}

type Field = { value: string; end: number; lines: number };

function plain(text: string, start: number, line: number, file: string): Field {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && !text.startsWith('\r\n', end)) {
    if (text[end] === '"') throw new BallotFileError(file, line, 'a quote stands in the middle of a field');
    end++;
  }
  return { value: text.slice(start, end), end, lines: 0 };
}

function quoted(text: string, start: number, line: number, file: string): Field {
  let end = start + 1;
  for (; ; end++) {
    end = text.indexOf('"', end);
    if (end === -1) throw new BallotFileError(file, line, 'the closing quote is missing');
    if (text[end + 1] !== '"') break;
    end++;
  }
  const inside = text.slice(start + 1, end);
  const lines = inside.split('\n').length - 1;
  end++;
  if (end < text.length && text[end] !== ',' && text[end] !== '\n' && !text.startsWith('\r\n', end)) {
    throw new BallotFileError(file, line + lines, 'unexpected text after the closing quote');
  }
  return { value: inside.replaceAll('""', '"'), end, lines };
}
