/** HTML by template: whatever is put into one is escaped, unless it is HTML made here. */

/** Markup that is safe to put into a page. Only {@link html} and {@link trusted} make it. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | null | readonly Part[];

/** ``html`<p>${text}</p>` ``: texts and numbers are escaped, lists joined, null left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.reduce((page, text, i) => page + render(parts[i - 1] ?? null) + text);
  return { markup };
}

/** Markup of this project's own source, such as the style sheet. Never anything read from a file or a user. */
export const trusted = (markup: string): Html => ({ markup });

/** A table that may be wider than the page; the keyboard can scroll it. */
export const scrolling = (table: Html): Html => html`<div class="scroll" tabindex="0">${table}</div>`;

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attributes in quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c]!);
