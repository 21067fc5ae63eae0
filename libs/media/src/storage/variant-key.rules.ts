/** Where a variant of an upload lies. The end of a UUID is random, so folders fill evenly. */
export function variantKey(uploadId: string, variant: string): string {
  return `${uploadId.slice(-2)}/${uploadId}/${variant}`;
}

const BY_ENDING: Record<string, string> = { webp: 'image/webp', avif: 'image/avif' };

/** The media type in which a variant of a picture is served; other files keep their own. */
export function variantType(variant: string, mediaType: string): string {
  return BY_ENDING[variant.split('.')[1] ?? ''] ?? mediaType;
}

/**
 * The variant to serve: a picture in the width that was asked for if there is one, and in the smaller of
 * the formats that the browser accepts.
 */
export function pickVariant(
  variants: readonly string[],
  { width, accept }: { width: string | undefined; accept: string },
): string | undefined {
  const sized = variants.filter((variant) => variant.startsWith(`${width ?? 'full'}.`));
  const fitting = sized.length > 0 ? sized : variants.filter((variant) => variant.startsWith('full.'));
  const avif = fitting.find((variant) => variant.endsWith('.avif'));
  if (avif && accept.includes('image/avif')) return avif;
  return fitting.find((variant) => !variant.endsWith('.avif'));
}
