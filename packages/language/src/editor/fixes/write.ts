/** The usual edits of fixes, made out of the syntax tree. */
import type { Call, CalledProperty, Value } from '../../grammar/generated/ast.js';
import { type Edit, indentAt, indented, removal } from './edit.js';
import type { Fix, FixContext } from './fix.js';
import {
  type AnyProperty,
  around,
  type Block,
  isAnyProperty,
  offsetOf,
  propertiesOf,
  propertyNames,
  propertyOf,
  spanOf,
  valueSpan,
} from './tree.js';

/** A fix that puts `text` in the place of what the diagnostic underlines, or of its first characters. */
export function replaceWith(
  text: string,
  { start, end }: FixContext,
  options: { readonly preferred?: boolean; readonly length?: number; readonly title?: string } = {},
): Fix {
  const { preferred = false, length, title = `Write \`${text}\`` } = options;
  return { title, preferred, edits: [{ start, end: length === undefined ? end : start + length, text }] };
}

/** The property around the mistake with another value. */
export function setValue(context: FixContext, value: string): Edit | undefined {
  const property = around(context, isAnyProperty);
  return property && writeValue(property, value);
}

export function writeValue(property: AnyProperty, value: string): Edit | undefined {
  const span = valueSpan(property);
  if (span) return { ...span, text: value };
  const whole = spanOf(property);
  return whole && { ...whole, text: `${property.name}: ${value}` };
}

/** The block with this property: changed where it is there, else written where the schema table has its place. */
export function setProperty(
  context: Pick<FixContext, 'content'>,
  block: Block,
  name: string,
  value: string,
): Edit | undefined {
  const known = propertyOf(block, name);
  return known ? writeValue(known, value) : addMember(context, block, `${name}: ${value}`, name);
}

/**
 * Writes a property or a nested block into a block, on a line of its own: before the first property that the schema
 * table lists after `name`, else at the block's end.
 */
export function addMember(
  { content }: Pick<FixContext, 'content'>,
  block: Block,
  text: string,
  name?: string,
): Edit | undefined {
  const whole = spanOf(block);
  if (!whole) return undefined;
  const indent = indentAt(content, whole.start);
  const inner = `${indent}  `;
  const open = offsetOf(block, '{');
  const close = offsetOf(block, '}', 'last');
  if (open === undefined) {
    return { start: whole.end, end: whole.end, text: ` {\n${inner}${indented(text, inner)}\n${indent}}` };
  }
  const follower = name === undefined ? undefined : followerOf(block, name);
  if (follower !== undefined) {
    const here = indentAt(content, follower);
    return { start: follower, end: follower, text: `${indented(text, here)}\n${here}` };
  }
  if (close === undefined) return undefined;
  const lineStart = content.lastIndexOf('\n', close - 1) + 1;
  const alone = content.slice(lineStart, close).trim() === '';
  const line = `${inner}${indented(text, inner)}\n`;
  if (alone && lineStart > open) return { start: lineStart, end: lineStart, text: line };
  return { start: close, end: close, text: `\n${line}${indent}` };
}

/** Where the first member stands that is written after a property of this name. */
function followerOf(block: Block, name: string): number | undefined {
  const order = propertyNames(block);
  const later = order.slice(order.indexOf(name) + 1);
  const members = propertiesOf(block).filter((property) => later.includes(property.name ?? ''));
  const nested = block.$type === 'ScheduleBlock' ? block.phases : [];
  const starts = [...members, ...nested].flatMap((node) => spanOf(node)?.start ?? []);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

export function removeNode({ content }: FixContext, node: Parameters<typeof spanOf>[0]): Edit | undefined {
  const span = spanOf(node);
  return span && removal(content, span);
}

/** The property around the mistake is taken out. */
export function removeProperty(
  context: FixContext,
  name: string,
  options: { readonly preferred?: boolean } = {},
): Fix | undefined {
  const property = around(context, isAnyProperty);
  return property && fixOf(`Remove \`${name}\``, [removeNode(context, property)], options);
}

/**
 * An argument of a call: changed where it is there by name or by its place among the parameters, else added by name.
 * A word without brackets gets them.
 */
export function setArgument(
  call: Call | CalledProperty,
  name: string,
  value: string,
  parameters: readonly string[],
): Edit | undefined {
  const known = argumentOf(call, name, parameters);
  const span = known && spanOf(known);
  if (span) return { ...span, text: value };
  return addArgument(call, `${name}: ${value}`);
}

/** Writes one more argument at the end. */
export function addArgument(call: Call | CalledProperty, text: string): Edit | undefined {
  const whole = spanOf(call);
  const close = offsetOf(call, ')', 'last');
  if (!whole) return undefined;
  if (close === undefined) return { start: whole.end, end: whole.end, text: `(${text})` };
  const last = call.args.at(-1);
  const end = last && spanOf(last)?.end;
  return end === undefined ? { start: close, end: close, text } : { start: end, end, text: `, ${text}` };
}

/** The value given to a parameter, by name or by place. */
export function argumentOf(
  call: Call | CalledProperty,
  name: string,
  parameters: readonly string[],
): Value | undefined {
  const named = call.args.find((argument) => argument.name === name);
  if (named) return named.value;
  const plain = call.args.filter((argument) => argument.name === undefined);
  return plain[parameters.indexOf(name)]?.value;
}

/** A fix of these edits; undefined where one could not be made. */
export function fixOf(
  title: string,
  edits: readonly (Edit | undefined)[],
  options: { readonly preferred?: boolean } = {},
): Fix | undefined {
  if (edits.length === 0 || edits.some((edit) => edit === undefined)) return undefined;
  return { title, edits: edits.filter((edit) => edit !== undefined), ...options };
}
