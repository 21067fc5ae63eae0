import { createWriteStream } from 'node:fs';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ExportFile } from '../account-parts.ts';

/**
 * Writes a ZIP archive to a file of this machine, one entry after another, so that it takes no more memory
 * than the largest JSON in it. What is gone meanwhile is left out.
 *
 * @param told how many of the files are in it
 */
export async function writeArchive(
  to: string,
  files: readonly ExportFile[],
  told: (done: number) => Promise<void>,
): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(to));
  // Awaited below; without this a full disk would end the process before that.
  written.catch(() => undefined);
  for (const [index, { path, content }] of files.entries()) {
    if ('json' in content) zip.addBuffer(Buffer.from(`${JSON.stringify(content.json, null, 2)}\n`), path);
    else {
      const stream = await content.open();
      if (stream) {
        zip.addReadStream(stream, path);
        await Promise.race([finished(stream), written]);
      }
    }
    await told(index + 1);
  }
  zip.end();
  await written;
}

/** Where an archive lies in the storage. */
export function keyOf(id: string): string {
  return `exports/${id}.zip`;
}
