/** Files other than pictures that may be brought, by the ending of their name; each must begin as its kind does. */
const TYPES: Record<string, { mediaType: string; begins: 'PDF' | 'ZIP' | 'OGG' | 'MP3' | 'MP4' | 'text' }> = {
  pdf: { mediaType: 'application/pdf', begins: 'PDF' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', begins: 'ZIP' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', begins: 'ZIP' },
  odp: { mediaType: 'application/vnd.oasis.opendocument.presentation', begins: 'ZIP' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    begins: 'ZIP',
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: 'ZIP' },
  zip: { mediaType: 'application/zip', begins: 'ZIP' },
  ogg: { mediaType: 'audio/ogg', begins: 'OGG' },
  mp3: { mediaType: 'audio/mpeg', begins: 'MP3' },
  mp4: { mediaType: 'video/mp4', begins: 'MP4' },
  txt: { mediaType: 'text/plain; charset=utf-8', begins: 'text' },
  md: { mediaType: 'text/plain; charset=utf-8', begins: 'text' },
  csv: { mediaType: 'text/csv; charset=utf-8', begins: 'text' },
};

/** What a file is by its name and its first bytes; null for what we do not take, and for what only pretends. */
export function fileType(name: string, bytes: Uint8Array): string | null {
  const type = TYPES[/\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? ''];
  return type && beginsAs(type.begins, bytes) ? type.mediaType : null;
}

function beginsAs(kind: 'PDF' | 'ZIP' | 'OGG' | 'MP3' | 'MP4' | 'text', bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  switch (kind) {
    case 'PDF':
      return start.startsWith('%PDF-');
    case 'ZIP':
      return start.startsWith('PK\u0003\u0004');
    case 'OGG':
      return start.startsWith('OggS');
    case 'MP3':
      return start.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);
    case 'MP4':
      return start.slice(4, 8) === 'ftyp';
    case 'text':
      return isText(bytes);
  }
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A file name without folders and control characters, as long as names are. */
export function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/\p{Cc}/gu, '').trim();
  return plain.slice(-120) || 'file';
}
