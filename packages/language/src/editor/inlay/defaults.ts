/** The defaults that matter most, where a block does not say otherwise: accepting one writes it down. */
import { type AstNode, GrammarUtils } from 'langium';
import type { Pipeline } from '../../grammar/generated/ast.js';
import { isSound } from '../../plan/draft-facts.js';
import { writeLayers } from '../../schema/head.js';
import { blocks } from '../../schema/index.js';
import type { Spec } from '../../schema/types.js';
import { writeValue } from '../../schema/write.js';
import { indentAt } from '../fixes/edit.js';
import type { Knowledge } from '../knowledge.js';
import type { Snapshot } from '../snapshot.js';
import type { Hint, HintSource } from './hint.js';
import { writtenPhases } from './phases.js';

/** Those that decide what is computed; the others would only be noise. */
const shown = {
  backbone: ['weights', 'input'],
  data: ['split', 'batch'],
  phase: ['optimizer', 'learning_rate'],
} as const satisfies Partial<Record<keyof typeof blocks, readonly string[]>>;

/** VS Code shows so many characters of a line's hints (`editor.inlayHints.maximumLength`): what is longer goes last. */
const cut = 43;

export const defaultHints: HintSource = (node, known, { snapshot }) => {
  const of = (kind: keyof typeof shown, block: AstNode | undefined, path: string): readonly Hint[] =>
    block ? hintOf(kind, block, path, known, snapshot) : [];
  return [
    ...of('backbone', node.backbones[0], 'backbone'),
    ...of('data', node.data[0], 'data'),
    ...headHint(node, known, snapshot),
    // What a solved phase does not say means nothing.
    ...writtenPhases(node, known).flatMap(({ block, path, phase }) =>
      phase.solve ? [] : of('phase', block, path),
    ),
  ];
};

function hintOf(
  kind: keyof typeof shown,
  block: AstNode,
  path: string,
  known: Knowledge,
  snapshot: Snapshot,
): readonly Hint[] {
  const properties: Readonly<Record<string, Spec<unknown>>> = blocks[kind].properties;
  const unwritten = shown[kind].flatMap((name) => {
    const value = defaultValue(`${path}.${name}`, properties[name], known);
    return value === undefined ? [] : [{ name, value, doc: properties[name]!.doc }];
  });
  const brace = GrammarUtils.findNodeForKeyword(block.$cstNode, '{');
  const offset = (brace ?? block.$cstNode)?.end;
  if (unwritten.length === 0 || offset === undefined) return [];
  const lines = unwritten.map(({ name, value }) => `${name}: ${value}`);
  return [
    {
      offset,
      label: lines.toSorted((a, b) => Number(a.length > cut) - Number(b.length > cut)).join(', '),
      tooltip: `Not set, so these defaults apply.\n${unwritten.map(({ name, doc }) => `${name}: ${doc}`).join('\n')}`,
      ...(brace ? { insert: insertion(lines, block, snapshot) } : {}),
    },
  ];
}

/** As a person would write it; undefined where something else than the default holds, or nothing for certain. */
function defaultValue(
  path: string,
  spec: Spec<unknown> | undefined,
  { draft }: Knowledge,
): string | undefined {
  const { backbone, schedule } = draft.pipeline;
  if (!spec || draft.pipeline.origins[path]?.kind !== 'default' || !isSound(draft, path)) return undefined;
  const [, second, third] = path.split('.');
  if (path === 'backbone.input') return `${backbone.inputSize}px`;
  if (path === 'backbone.weights')
    return backbone.weights.kind === 'source' ? backbone.weights.name : undefined;
  if (third === 'learning_rate') {
    // It follows from whether the whole backbone is frozen.
    if (!isSound(draft, `schedule.${second}.freeze`)) return undefined;
    const rate = schedule.phases.find(({ name }) => name === second)?.learningRate;
    return rate && writeValue(spec.type, rate);
  }
  return spec.fallback?.doc;
}

/** After the opening brace: a line each, or all in the block's only line. */
function insertion(lines: readonly string[], block: AstNode, { text }: Snapshot): string {
  const range = block.$cstNode!.range;
  if (range.start.line === range.end.line) return ` ${lines.join(' ')}`;
  const line = text.getText({ start: { line: range.start.line, character: 0 }, end: range.start });
  const indent = `${/^\s*/.exec(line)![0]}  `;
  return lines.map((each) => `\n${indent}${each}`).join('');
}

/** The head that a pipeline without one has, behind what it usually stands behind. */
function headHint(node: Pipeline, { draft }: Knowledge, snapshot: Snapshot): readonly Hint[] {
  const { head, origins } = draft.pipeline;
  const before = node.data[0] ?? node.backbones[0];
  const offset = before?.$cstNode?.end;
  // Before there is a schedule, a head may be still to come.
  const isLeftOut = origins['head.0']?.kind === 'default' && node.schedules.length > 0 && !node.abstract;
  if (!isLeftOut || offset === undefined || !isSound(draft, 'data')) return [];
  const layers = writeLayers(head);
  const { text } = snapshot;
  const indent = indentAt(text.getText(), before!.$cstNode!.offset);
  const block = `head {${layers.map((layer) => `\n${indent}  ${layer}`).join('')}\n${indent}}`;
  return [
    {
      offset,
      label: `head { ${layers.join(' ')} }`,
      tooltip: 'No `head` is written, so the pipeline has the usual one of its backbone.',
      insert: `\n\n${indent}${block}`,
    },
  ];
}
