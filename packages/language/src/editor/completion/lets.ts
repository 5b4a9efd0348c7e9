import type { NumberKind } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import type { Expected } from '../context/expected.js';
import { around, letsOf } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { isText, type SourceToken } from '../tokens.js';
import { Group, Kind, type Offer } from './offer.js';
import { importsOf, parentsOf } from './others.js';

type Let = ReturnType<typeof letsOf>[number];

/** Every `let` in sight, those that hide others first: of the pipeline, of those it extends, of the files. */
function visible(scene: Scene, { block, root }: Cursor): readonly Let[] {
  const { uri } = scene.snapshot;
  const pipeline = around(block, 'pipeline');
  const line = pipeline ? parentsOf(scene, { block: pipeline, root, uri }).map((one) => one.pipeline) : [];
  const files = [root, ...importsOf(scene, { root, uri }).map((text) => text.root)];
  return [...line, ...files].flatMap((each) => letsOf(each));
}

/** The names that stand for a value of the type. */
export function letOffers(scene: Scene, cursor: Cursor, expected: Expected | undefined): readonly Offer[] {
  if (cursor.next?.kind === '(') return [];
  const lets = visible(scene, cursor);
  const names = new Set(lets.map(({ name }) => name?.text));
  const own = cursor.value?.kind === 'let' ? cursor.value.name?.text : undefined;
  const offers = new Map<string, Offer>();
  for (const { name, value } of lets) {
    const text = name?.text;
    if (text === undefined || text === own || offers.has(text) || !fits(value, expected, names)) continue;
    const detail = value ? `let ${text} = ${value.text}${value.kind === 'ID' ? ' …' : ''}` : `let ${text}`;
    offers.set(text, { label: text, kind: Kind.Variable, group: Group.Names, detail });
  }
  return [...offers.values()];
}

/** Judged by the first token of the value; in doubt it fits. */
function fits(
  value: SourceToken | undefined,
  expected: Expected | undefined,
  names: ReadonlySet<string | undefined>,
): boolean {
  if (!value || !expected) return true;
  const { type, words } = expected;
  if (value.kind === 'NUMBER')
    return type?.number !== undefined && unitOf(value.text) === unitIn(type.number);
  if (isText(value)) return type !== undefined && type.number === undefined && words.every(isNone);
  return value.text === 'env' || names.has(value.text) || words.some(({ name }) => name === value.text);
}

const isNone = ({ name }: { readonly name: string }): boolean => name === 'none' || name === 'file';
const unitIn = ({ unit }: NumberKind): string => unit;
const unitOf = (text: string): string => /(?:%|px|deg)$/.exec(text)?.[0] ?? '';
