import { toString } from 'qrcode';

/** A text as a QR code that a phone can read, for the `src` of a picture. */
export async function pictureOf(text: string): Promise<string> {
  const svg = await toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
