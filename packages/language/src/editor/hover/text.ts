/** What a hover says, apart from how the client shows it. */

export type Part =
  /** Plain words, with code between backticks. */
  | { readonly kind: 'text'; readonly text: string }
  /** The heading: what it is, as code, and a word on it. */
  | { readonly kind: 'title'; readonly code: string; readonly note?: string }
  | { readonly kind: 'example'; readonly code: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'link'; readonly label: string; readonly target: string };

/** A name and what is to be said of it. */
export type Fact = readonly [name: string, value: string];

export const text = (words: string): Part => ({ kind: 'text', text: words });
export const title = (code: string, note?: string): Part => ({
  kind: 'title',
  code,
  ...(note ? { note } : {}),
});
export const example = (code: string): Part => ({ kind: 'example', code });
/** Those that have something to say. */
export const facts = (...all: readonly (Fact | undefined | false)[]): Part => ({
  kind: 'facts',
  facts: all.filter((fact) => fact !== undefined && fact !== false),
});

/** Two lists in a row would be shown as one with gaps. */
function joined(parts: readonly Part[]): readonly Part[] {
  const [first, second, ...rest] = parts;
  if (!first || !second) return parts;
  if (first.kind !== 'facts' || second.kind !== 'facts') return [first, ...joined([second, ...rest])];
  return joined([{ kind: 'facts', facts: [...first.facts, ...second.facts] }, ...rest]);
}

export function toMarkdown(parts: readonly Part[]): string {
  return joined(parts)
    .flatMap((part) => markdownOf(part))
    .join('\n\n');
}

function markdownOf(part: Part): string[] {
  switch (part.kind) {
    case 'text':
      return part.text === '' ? [] : [part.text];
    case 'title':
      return [`**\`${part.code}\`**${part.note ? ` · ${part.note}` : ''}`];
    case 'example':
      return [`\`\`\`tlp\n${part.code}\n\`\`\``];
    case 'facts':
      return part.facts.length === 0
        ? []
        : [part.facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')];
    case 'link':
      return [`[${part.label}](${part.target})`];
  }
}

export function toPlainText(parts: readonly Part[]): string {
  return joined(parts)
    .flatMap((part) => plainTextOf(part))
    .join('\n\n');
}

function plainTextOf(part: Part): string[] {
  switch (part.kind) {
    case 'text':
      return part.text === '' ? [] : [plain(part.text)];
    case 'title':
      return [`${part.code}${part.note ? ` · ${plain(part.note)}` : ''}`];
    case 'example':
      return [part.code.replaceAll(/^/gm, '  ')];
    case 'facts':
      return part.facts.length === 0
        ? []
        : [part.facts.map(([name, value]) => `${plain(name)}: ${plain(value)}`).join('\n')];
    case 'link':
      return [];
  }
}

const plain = (words: string): string => words.replaceAll(/[`*]/g, '');
