import { pictureTool } from './picture-tool.ts';
import { inTurn } from './read-image.ts';

/** An SVG of ours as a PNG of the same size. Its words are drawn with the fonts of the machine. */
export function drawPng(svg: string): Promise<Buffer> {
  return inTurn(async () => (await pictureTool())(Buffer.from(svg)).png({ palette: true }).toBuffer());
}
