/** Rewritings that change no meaning: a value gets a name, a name gives way to its value, a preset to its layers. */
import { type AstNode, AstUtils, CstUtils } from 'langium';
import {
  type Call,
  isLet,
  type Let,
  type NumberValue,
  type Pipeline,
  type StringValue,
} from '../grammar/generated/ast.js';
import { isSound } from '../plan/draft-facts.js';
import { writeLayers } from '../schema/head.js';
import { headPresets } from '../schema/head-presets.js';
import { type Edit, indentAt } from './fixes/edit.js';
import { parametersOf } from './fixes/specs.js';
import { isAnyProperty, spanOf, textOf } from './fixes/tree.js';
import type { Snapshot } from './snapshot.js';

export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.extract' | 'refactor.inline';
  readonly edits: readonly Edit[];
}

/** Those for the value or the name at an offset. */
export function refactoringsAt(snapshot: Snapshot, offset: number): readonly Refactoring[] {
  const root = snapshot.document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
  if (!leaf) return [];
  return [extractLet(leaf.astNode), inlineLet(leaf.astNode), writeOutPreset(leaf.astNode, snapshot)].filter(
    (found) => found !== undefined,
  );
}

const isPlainValue = (node: AstNode): node is NumberValue | StringValue =>
  node.$type === 'NumberValue' || node.$type === 'StringValue';

const isPipeline = (node: AstNode): node is Pipeline => node.$type === 'Pipeline';

/** `batch: 32` becomes `batch: batch`, with `let batch = 32` before the pipeline. */
function extractLet(node: AstNode): Refactoring | undefined {
  const value = AstUtils.getContainerOfType(node, isPlainValue);
  const property = AstUtils.getContainerOfType(node, isAnyProperty);
  const pipeline = AstUtils.getContainerOfType(node, isPipeline);
  const span = value && spanOf(value);
  const at = pipeline && spanOf(pipeline)?.start;
  if (!value || !span || !pipeline || at === undefined || AstUtils.getContainerOfType(node, isLet))
    return undefined;
  const ofProperty = property && property.$type !== 'FreezeProperty' ? property.name : undefined;
  const wanted = parameterOf(value) ?? ofProperty ?? 'value';
  const taken = namesIn(value);
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  return {
    title: `Name this value: \`let ${name}\``,
    kind: 'refactor.extract',
    edits: [
      { start: at, end: at, text: `let ${name} = ${textOf(value)}\n\n` },
      { ...span, text: name },
    ],
  };
}

/** The parameter that an argument gives, by its name or its place. */
function parameterOf({ $container: argument }: NumberValue | StringValue): string | undefined {
  if (argument.$type !== 'Argument') return undefined;
  if (argument.name !== undefined) return argument.name;
  const call = argument.$container;
  return call.$type === 'StrayBlock' ? undefined : parametersOf(call)[call.args.indexOf(argument)];
}

/** The names of all `let`s of the text, and the words in it that a `let` would hide. */
function namesIn(node: AstNode): ReadonlySet<string> {
  const all = AstUtils.streamAst(AstUtils.getDocument(node).parseResult.value).toArray();
  return new Set(
    all.flatMap((one) => (isLet(one) ? one.name : isCall(one) ? one.word?.$refText : undefined) ?? []),
  );
}

const isCall = (node: AstNode): node is Call => node.$type === 'Call';

/** One use of a `let` becomes its value; the `let` stays, since others may use it. */
function inlineLet(node: AstNode): Refactoring | undefined {
  const use = AstUtils.getContainerOfType(node, isCall);
  const definition: Let | undefined = use && !use.called ? use.word?.ref : undefined;
  const span = use && spanOf(use);
  const value = textOf(definition?.value);
  if (!span || !definition || value === '') return undefined;
  return {
    title: `Inline the value of \`${definition.name}\``,
    kind: 'refactor.inline',
    edits: [{ ...span, text: value }],
  };
}

const isMemberOfHead = (node: AstNode): node is Call => isCall(node) && node.$container.$type === 'HeadBlock';

/** `fastai` becomes the layers that it stands for, a line each. */
function writeOutPreset(node: AstNode, { analysis, text }: Snapshot): Refactoring | undefined {
  const call = AstUtils.getContainerOfType(node, isMemberOfHead);
  const pipeline = AstUtils.getContainerOfType(node, isPipeline);
  const span = call && spanOf(call);
  const draft = pipeline && analysis.drafts.get(pipeline);
  const name = call?.word?.$refText;
  const isPreset = headPresets.some((preset) => preset.name === name) && !isLet(call?.word?.ref);
  if (!span || !draft || !isPreset || !isSound(draft, 'head')) return undefined;
  const separator = `\n${indentAt(text.getText(), span.start)}`;
  return {
    title: `Write out \`${name}\``,
    kind: 'refactor.inline',
    edits: [{ ...span, text: writeLayers(draft.pipeline.head).join(separator) }],
  };
}
