/** Numbers and names as the preview writes them. */

/** `3.4M`, `12k`, `512`. */
export function short(count: number): string {
  if (count >= 999_950) return `${(count / 1e6).toFixed(1)}M`;
  if (count >= 10_000) return `${Math.round(count / 1e3)}k`;
  return String(count).replace(/(\d)(\d{3})$/, '$1,$2');
}

export const shapeText = (shape: readonly (number | string)[]): string => html(shape.join('×'));

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text between tags and in double quotes. */
export const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign]!);
