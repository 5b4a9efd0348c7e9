import type { NumberKind } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import type { Expected } from '../context/expected.js';
import { Group, Kind, type Offer } from './offer.js';

const amount = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/i;
const written = new RegExp(`^(${amount.source})\\s*(%|px|deg|min)?$`, 'i');

/** True for a number in its unit and within its range. */
function fits(text: string, { unit, min, max, above, whole }: NumberKind): boolean {
  const match = written.exec(text);
  if (!match || (match[2] ?? '') !== unit) return false;
  const value = Number(match[1]);
  return (above ? value > min : value >= min) && value <= max && !(whole && !Number.isInteger(value));
}

/**
 * What number nobody types. The start of a number is a number: `10` must not be selected where `1` was typed, or Enter
 * would write it.
 */
const unmatched = '=';

/**
 * The number that was typed with its unit put in, until it is there; else the default and the example of the schema table.
 * @param fallback the default as it would be written here, where that is known
 */
export function numberOffers(
  { type, spec }: Expected,
  cursor: Cursor,
  fallback: string | undefined,
): readonly Offer[] {
  const { word, toEnd, next } = cursor;
  const kind = type?.number;
  if (!kind || next?.kind === '(') return [];
  const item = (label: string, detail: string, preselect = false): Offer => {
    const filter = preselect ? label : unmatched;
    return { label, kind: Kind.Value, group: Group.First, detail, preselect, filter };
  };
  const offers = new Map<string, Offer>();
  const add = (text: string | undefined, detail: string, preselect = false): void => {
    if (text === undefined || offers.has(text)) return;
    offers.set(text, item(text, detail, preselect));
  };
  const typed = word.kind === 'number' ? amount.exec(word.typed)?.[0] : undefined;
  if (typed !== undefined && typed + kind.unit !== word.typed && fits(typed + kind.unit, kind)) {
    add(typed + kind.unit, type?.description ?? '', true);
  }
  if (spec) {
    const end = toEnd ? 'to' : next?.kind === '..' ? 'from' : undefined;
    add(shown(fallback, kind, end), 'the default');
    add(shown(spec.example.replace(/^\w+:\s*/, ''), kind, end), 'for example');
  }
  return [...offers.values()];
}

/** The first number of its kind in a default or an example, or the range; of a range that is begun, one end. */
function shown(
  text: string | undefined,
  kind: NumberKind,
  end: 'from' | 'to' | undefined,
): string | undefined {
  if (text === undefined) return undefined;
  if (kind.form !== 'number') {
    const [from = '', to = ''] = text.split('..');
    if (!fits(from, kind) || !fits(to, kind)) return undefined;
    return end === undefined ? text : end === 'to' ? to : from;
  }
  return end === undefined ? text.split(/[\s(),:]+/).find((part) => fits(part, kind)) : undefined;
}
