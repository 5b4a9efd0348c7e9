/** A client finds its texts again by the URI that it sent, letter by letter; the workspace keeps one spelling of each. */
import { canonicalUri } from '../uris.js';

export interface Spelling {
  /** Remembers how the client spells this one. */
  heard(uri: string): void;
  /** An answer with every URI in it as the client spells it. */
  outward<T>(answer: T): T;
}

export function createSpelling(): Spelling {
  // Of what the client spells as we do there is nothing to remember: that is nearly always all.
  const spelled = new Map<string, string>();
  const own = (text: string): string => spelled.get(text) ?? text;
  const outward = (value: unknown): unknown => {
    if (typeof value === 'string') return own(value);
    if (Array.isArray(value)) return value.map(outward);
    if (typeof value !== 'object' || value === null) return value;
    // The changes of an edit have URIs for keys.
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [own(key), outward(part)]));
  };
  return {
    heard(uri) {
      const canonical = canonicalUri(uri);
      if (canonical === uri) spelled.delete(canonical);
      else spelled.set(canonical, uri);
    },
    outward: <T>(answer: T) => (spelled.size === 0 ? answer : (outward(answer) as T)),
  };
}
