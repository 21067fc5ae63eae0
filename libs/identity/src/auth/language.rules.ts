import { Language } from '@app/contract';

/**
 * The language of ours that a browser prefers; English when it names none of them.
 *
 * @param accepted an Accept-Language header (RFC 9110 §12.5.4)
 */
export function preferredLanguage(accepted: string | null): Language {
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { primary: tag.split('-')[0], quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { primary } of wanted) {
    const known = Language.safeParse(primary);
    if (known.success) return known.data;
  }
  return 'en';
}
