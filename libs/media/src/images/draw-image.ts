import sharp from 'sharp';
import { inTurn } from './read-image.ts';

/** An SVG of ours as a PNG of the same size. Its words are drawn with the fonts of the machine. */
export function drawPng(svg: string): Promise<Buffer> {
  return inTurn(() => sharp(Buffer.from(svg)).png({ palette: true }).toBuffer());
}
