/** What the schema table says of the place of the cursor: the type that is expected, and what is being called. */
import { findModality } from '../../modalities/index.js';
import { dataBlockOf } from '../../schema/data.js';
import { blocks, homesOf, memberWords } from '../../schema/index.js';
import { sweptSpec } from '../../schema/swept.js';
import type { BlockSpec, Spec, Specs, ValueType, Word } from '../../schema/types.js';
import type { Cursor } from './cursor.js';
import type { Block } from './outline.js';

export interface Expected {
  readonly words: readonly Word[];
  readonly type?: ValueType<unknown>;
  /** Absent where nothing but words is known, as in a head. */
  readonly spec?: Spec<unknown>;
}

export interface Callee {
  readonly name: string;
  readonly doc: string;
  readonly parameters: Specs;
}

const specsOf = ({ properties }: BlockSpec): Specs => properties;

/** The schema of a block; undefined for one without properties and for one that nobody knows. */
export function blockSpec(keyword: string): BlockSpec | undefined {
  return Object.hasOwn(blocks, keyword) ? blocks[keyword as keyof typeof blocks] : undefined;
}

/** The schema of a block as it is written: that of its kind of data, where a data block names one. */
export const writtenSpec = ({ keyword, name }: Block): BlockSpec | undefined =>
  keyword === 'data' && name && findModality(name.text)
    ? dataBlockOf({ kind: name.text })
    : blockSpec(keyword);

/** A property of a block; where the block is not known, of any that has one of this name. */
export function propertySpec(block: Block, name: string): Spec<unknown> | undefined {
  if (block.keyword === 'sweep') return sweptSpec(name);
  const found = writtenSpec(block) ?? blockSpec(homesOf(name)[0] ?? '');
  return found && Object.hasOwn(found.properties, name) ? specsOf(found)[name] : undefined;
}

/** The type of what stands at the cursor; undefined where it isn't known. */
export function expectedAt(cursor: Cursor): Expected | undefined {
  const { calls } = cursor;
  if (calls.length === 0) return outermost(cursor);
  const callee = calleeAt(cursor);
  const call = calls.at(-1)!;
  if (call.callee?.text === 'env' && call.role === 'value') {
    return call.position > 0 ? expectedAt({ ...cursor, calls: calls.slice(0, -1) }) : undefined;
  }
  if (!callee) return undefined;
  const name = call.argument?.text ?? Object.keys(callee.parameters)[call.position];
  const spec =
    name !== undefined && Object.hasOwn(callee.parameters, name) ? callee.parameters[name] : undefined;
  return spec && ofSpec(spec);
}

/** What the innermost call calls. */
export function calleeAt(cursor: Cursor): Callee | undefined {
  const { calls, block } = cursor;
  const call = calls.at(-1);
  const name = call?.callee?.text;
  if (!call || name === undefined) return undefined;
  const among = (words: readonly Word[]): Word | undefined => words.find((word) => word.name === name);
  switch (call.role) {
    case 'layer':
      return among(memberWords.head);
    case 'source':
      return among(memberWords.data);
    case 'model':
      return among(memberWords.backbone);
    case 'property': {
      const spec = propertySpec(block, name);
      const parameters = spec?.type.parameters;
      return spec && parameters && { name, doc: spec.doc, parameters };
    }
    case 'value': {
      const outside = expectedAt({ ...cursor, calls: calls.slice(0, -1) });
      const columns = outside?.type?.columnParameters;
      return (
        among(outside?.words ?? (calls.length === 1 && cursor.value?.kind === 'let' ? everyWord() : [])) ??
        (columns && outside?.spec && { name, doc: outside.spec.doc, parameters: columns })
      );
    }
  }
}

/** All words that may stand anywhere as values. */
export const everyWord = (): readonly Word[] => [
  ...Object.values(blocks).flatMap((block) =>
    Object.values(specsOf(block)).flatMap(({ type }) => type.words),
  ),
  ...memberWords.head,
];

const ofSpec = (spec: Spec<unknown>): Expected => ({ spec, type: spec.type, words: spec.type.words });

function outermost({ value, block, root, slot }: Cursor): Expected | undefined {
  if (slot === 'source') return { words: memberWords.data };
  const name = value?.name?.text;
  if (name === undefined) return undefined;
  if (value?.kind === 'let') return letType(root, name);
  const spec = propertySpec(block, name);
  return spec && ofSpec(spec);
}

/** A `let` is of the type of where it is used. */
export function letType(block: Block, name: string): Expected | undefined {
  for (const member of block.members) {
    if (member.kind === 'layer' && member.name.text === name) return { words: memberWords.head };
    if (member.kind === 'property' && member.value?.text === name) {
      const spec = propertySpec(block, member.name.text);
      if (spec) return ofSpec(spec);
    }
    const inside = member.kind === 'block' ? letType(member.block, name) : undefined;
    if (inside) return inside;
  }
  return undefined;
}
