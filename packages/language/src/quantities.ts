/** Numbers as people read them. */

/** `3,413,024`. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** `1 image`, `2,034 images`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** `512`, `9,999`, `12k`, `3.4M`, `1.2B`. */
export function short(n: number): string {
  if (n < 9_999.5) return count(n);
  if (n < 999_500) return `${Math.round(n / 1e3)}k`;
  return n < 999_950_000 ? `${(n / 1e6).toFixed(1)}M` : `${(n / 1e9).toFixed(1)}B`;
}

/** `87.4%`, of a share from 0 to 1. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
