/** What the schema table says of things in the syntax tree. */

import { AstUtils } from 'langium';
import type { Argument, Call, CalledProperty } from '../../grammar/generated/ast.js';
import { blocks, memberWords } from '../../schema/index.js';
import type { Spec, Word } from '../../schema/types.js';
import { type AnyProperty, isAnyProperty, isBlock, schemaName } from './tree.js';

/** The property's entry in the schema table. */
export function specOf(property: AnyProperty): Spec<unknown> | undefined {
  const block = property.$container;
  if (!isBlock(block)) return undefined;
  const kind = schemaName(block);
  if (!Object.hasOwn(blocks, kind)) return undefined;
  const specs: Readonly<Record<string, Spec<unknown>>> = blocks[kind as keyof typeof blocks].properties;
  const name = property.name ?? '';
  return Object.hasOwn(specs, name) ? specs[name] : undefined;
}

/** The value that the property has where nothing is written, as a person writes it; else that of its example. */
export function defaultOf(property: AnyProperty): string | undefined {
  const spec = specOf(property);
  if (!spec) return undefined;
  const shown = spec.fallback?.doc;
  if (shown !== undefined && (!shown.includes(' ') || shown.includes('('))) return shown;
  const example = spec.example;
  return example.startsWith(`${property.name}:`) ? example.slice(example.indexOf(':') + 1).trim() : undefined;
}

/** The word of the schema table that a call stands for. */
export function wordOf(call: Call | CalledProperty): Word | undefined {
  if (call.$type === 'CalledProperty') return undefined;
  const name = call.word?.$refText;
  const property = AstUtils.getContainerOfType(call.$container, isAnyProperty);
  const words = property
    ? (specOf(property)?.type.words ?? [])
    : call.$container.$type === 'HeadBlock'
      ? memberWords.head
      : call.$container.$type === 'BackboneUse'
        ? memberWords.backbone
        : memberWords.data;
  return words.find((word) => word.name === name);
}

/** An example of the parameter that an argument is for, as a person writes its value. */
export function exampleOf(argument: Argument): string | undefined {
  const call = argument.$container;
  if (call.$type === 'StrayBlock') return undefined;
  const parameters = (call.$type === 'Call' ? wordOf(call)?.parameters : specOf(call)?.type.parameters) ?? {};
  const place = call.args.filter((one) => one.name === undefined).indexOf(argument);
  const name = argument.name ?? Object.keys(parameters)[place];
  const example = name === undefined ? undefined : parameters[name]?.example;
  return example?.startsWith(`${name}: `) ? example.slice(`${name}: `.length) : example;
}

/** Names of a call's parameters in their order. */
export const parametersOf = (call: Call | CalledProperty): readonly string[] =>
  Object.keys(wordOf(call)?.parameters ?? {});
