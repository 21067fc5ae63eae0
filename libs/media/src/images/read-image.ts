import type { Metadata, Sharp } from 'sharp';
import { ProblemError } from '@app/platform';
import { pictureTool } from './picture-tool.ts';

/** More pixels than this are refused unread: a small file can unfold into gigabytes. */
export const MOST_PIXELS = 50_000_000;

/** No side of a picture that we keep is longer. */
const LONGEST_SIDE = 2560;

/** The width that fits the column of posts. */
export const COLUMN_WIDTH = 960;

const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif']);

export interface ImageFile {
  variant: string;
  bytes: Buffer;
}

export interface ReadImage {
  width: number;
  height: number;
  files: ImageFile[];
}

/** One picture at a time: each may take a hundred megabytes while it is worked on. */
let line: Promise<unknown> = Promise.resolve();

/** Waits for its turn, so that pictures are never worked on side by side. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = line.then(work);
  line = result.catch(() => undefined);
  return result;
}

/**
 * Reads a picture and makes it anew: turned upright, in sRGB, without EXIF, place or thumbnail, no side
 * longer than 2560 pixels, as WebP; a still one also in the width of a column.
 *
 * @param squarePx cuts it to a square of this side, around what draws the eye
 * @returns null if this is no picture of a kind that we take
 * @throws ProblemError `broken-image` if it cannot be read to the end or unfolds into too much
 */
export async function readImage(bytes: Buffer, squarePx?: number): Promise<ReadImage | null> {
  const sharp = await pictureTool();
  const found = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!found || !FORMATS.has(found.format)) return null;
  if (pixelsOf(found) > MOST_PIXELS) throw new ProblemError('broken-image', { detail: 'too-many-pixels' });
  return inTurn(() => make(bytes, found, squarePx)).catch((error: unknown) => {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('broken-image');
  });
}

async function make(bytes: Buffer, found: Metadata, squarePx: number | undefined): Promise<ReadImage> {
  const sharp = await pictureTool();
  const moves = (found.pages ?? 1) > 1 && squarePx === undefined;
  const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: moves })
    .autoOrient()
    .timeout({ seconds: 20 });
  const sized = squarePx
    ? upright.resize({ width: squarePx, height: squarePx, fit: 'cover', position: 'attention' })
    : upright.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  // Pictures of screens come as PNG, and blur where photographs do not.
  const quality = found.format === 'png' ? 92 : 82;
  const { data, info } = await sized.webp({ quality, effort: 3 }).toBuffer({ resolveWithObject: true });
  const files: ImageFile[] = [{ variant: 'full.webp', bytes: data }];
  if (!moves && squarePx === undefined && info.width > COLUMN_WIDTH)
    files.push({ variant: `${COLUMN_WIDTH}.webp`, bytes: await inColumn(sharp(data), quality) });
  return { width: info.width, height: info.pageHeight ?? info.height, files };
}

function inColumn(picture: Sharp, quality: number): Promise<Buffer> {
  return picture.resize({ width: COLUMN_WIDTH }).webp({ quality, effort: 3 }).toBuffer();
}

function pixelsOf({ width, height, pages = 1, pageHeight }: Metadata): number {
  return width * (pageHeight ?? height) * pages;
}
