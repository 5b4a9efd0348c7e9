/** Names as the preview writes them. */

export const shapeText = (shape: readonly (number | string)[]): string => html(shape.join('×'));

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text between tags and in double quotes. */
export const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign]!);
