/**
 * A scaled whole number as a decimal: `decimal(12345n, 2)` is `"123.45"`.
 *
 * @param value at least 0, in units of 10⁻ᵖˡᵃᶜᵉˢ
 */
export function decimal(value: bigint, places: number): string {
  const digits = value.toString();
  if (places === 0) return digits;
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}
