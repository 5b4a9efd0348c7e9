/**
 * Documents the language itself brings: the backbones as declarations, a page for every diagnostic's code, and one for
 * every part of the reference. A client that can't open `builtin:` URIs is shown them under others.
 */

import { rules } from '../../checks/index.js';
import { sectionOf } from '../../docs/anchors.js';
import { ruleEntry } from '../../docs/diagnostics-reference.js';
import type { TlpServices } from '../../grammar/services.js';
import type { Host } from './host.js';

const scheme = 'builtin:';

export const isBuiltin = (uri: string): boolean => uri.startsWith(scheme);

/** The page of a code; undefined where the code is no rule's. */
export const pageOf = (code: string): string | undefined =>
  rules.some((rule) => rule.code === code) ? `${scheme}///diagnostics/${code}.md` : undefined;

/** The page of a part of the reference, by its anchor in `docs/language.md`. */
export const referenceUri = (anchor: string): string => `${scheme}///language/${anchor}.md`;

export function builtinText(uri: string, services: TlpServices): string | undefined {
  const [, kind, name] = /^builtin:\/\/\/(backbones|diagnostics|language)\/([\w-]+)\.\w+$/.exec(uri) ?? [];
  if (kind === 'language') return sectionOf(name!);
  if (kind === 'backbones') return services.backbones.Builtin.document(name!)?.textDocument.getText();
  const rule = rules.find(({ code }) => code === name);
  return rule && `${ruleEntry(rule).replace(/^### .*\n\n\*\*(.*)\*\*/, '# $1')}\n`;
}

/** Between `builtin:` URIs and those that the client knows these documents by. */
export interface BuiltinUris {
  /** An answer with every `builtin:` URI in it as the client can open it. */
  outward<T>(answer: T): T;
  /** The `builtin:` URI where the client means such a document. */
  inward(uri: string): string;
}

export function builtinUris(
  show: Host['showBuiltin'],
  text: (uri: string) => string | undefined,
): BuiltinUris {
  if (!show) return { outward: (answer) => answer, inward: (uri) => uri };
  const shown = new Map<string, string>();
  const meant = new Map<string, string>();
  const translate = (uri: string): string => {
    const known = shown.get(uri);
    if (known) return known;
    const content = text(uri);
    if (content === undefined) return uri;
    const other = show(uri, content);
    shown.set(uri, other);
    meant.set(other, uri);
    return other;
  };
  const outward = (value: unknown): unknown => {
    // Links in Markdown stand inside of longer texts.
    if (typeof value === 'string') return value.replaceAll(/\bbuiltin:\/\/\/[\w/.-]+/g, translate);
    if (Array.isArray(value)) return value.map(outward);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, outward(part)]));
  };
  return { outward: <T>(answer: T) => outward(answer) as T, inward: (uri) => meant.get(uri) ?? uri };
}
