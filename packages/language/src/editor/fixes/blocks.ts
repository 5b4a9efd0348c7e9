/** Fixes of blocks and names: missing, given twice, not used. */
import { duplicateBlock } from '../../checks/names/duplicate-block.js';
import { duplicateLet } from '../../checks/names/duplicate-let.js';
import { duplicatePhase } from '../../checks/names/duplicate-phase.js';
import { duplicatePipeline } from '../../checks/names/duplicate-pipeline.js';
import { emptyName } from '../../checks/names/empty-name.js';
import { missingBlock } from '../../checks/names/missing-block.js';
import { missingPhase } from '../../checks/names/missing-phase.js';
import { missingSource } from '../../checks/names/missing-source.js';
import { noPipeline } from '../../checks/names/no-pipeline.js';
import { unusedLet } from '../../checks/names/unused-let.js';
import type { DataBlock, Let, ScheduleBlock } from '../../grammar/generated/ast.js';
import { indentAt, indented } from './edit.js';
import { type FixContext, fix } from './fix.js';
import { blockSamples, pipelineSample } from './samples.js';
import { around, isBlock, offsetOf, pipelineOf, spanOf } from './tree.js';
import { addMember, fixOf, removeNode, replaceWith } from './write.js';

const order = ['backbone', 'data', 'head', 'schedule'] as const;

const isLet = (node: { readonly $type: string }): node is Let => node.$type === 'Let';

/** A name like this one that is not taken. */
function freeName(name: string, taken: readonly (string | undefined)[]): string {
  for (let number = 2; ; number++) {
    const candidate = `${name.replace(/\d+$/, '')}${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** Writes a block where blocks of its kind usually stand among the others. */
function addBlock(context: FixContext, kind: string) {
  const pipeline = pipelineOf(context);
  const sample = blockSamples[kind as keyof typeof blockSamples];
  if (!pipeline || !sample) return undefined;
  const later = order.slice(order.indexOf(kind as (typeof order)[number]) + 1);
  const members = {
    backbone: pipeline.backbones,
    data: pipeline.data,
    head: pipeline.heads,
    schedule: pipeline.schedules,
  };
  const start = later
    .flatMap((other) => members[other].flatMap((block) => spanOf(block)?.start ?? []))
    .toSorted((a, b) => a - b)[0];
  if (start === undefined) return addMember(context, pipeline, sample);
  const indent = indentAt(context.content, start);
  return { start, end: start, text: `${indented(sample, indent)}\n${indent}` };
}

export const blockFixes = [
  fix(missingBlock, ({ kind }, context) => [fixOf(`Write a \`${kind}\` block`, [addBlock(context, kind)])]),

  fix(missingPhase, (_, context) => {
    const block = around(context, (node): node is ScheduleBlock => node.$type === 'ScheduleBlock');
    return [block && fixOf('Write a phase', [addMember(context, block, blockSamples.phase)])];
  }),

  fix(missingSource, (_, context) => {
    const block = around(context, (node): node is DataBlock => node.$type === 'DataBlock');
    const keyword = block && offsetOf(block, 'data');
    if (keyword === undefined) return [];
    const at = keyword + 'data'.length;
    return [fixOf('Write `images("photos")`', [{ start: at, end: at, text: ' images("photos")' }])];
  }),

  fix(noPipeline, (_, { content }) => {
    const separator = content === '' || content.endsWith('\n') ? '' : '\n';
    const edit = { start: content.length, end: content.length, text: `${separator}${pipelineSample}` };
    return [fixOf('Write a first pipeline', [edit])];
  }),

  fix(emptyName, ({ keyword }, context) => {
    const at = context.content.indexOf(keyword, context.start) + keyword.length;
    if (at < keyword.length || at > context.end) return [];
    const names = { backbone: 'efficientnet_lite0', phase: 'train', pipeline: 'flowers' };
    const taken =
      pipelineOf(context)?.schedules.flatMap(({ phases }) => phases.map(({ name }) => name)) ?? [];
    const usual = names[keyword as keyof typeof names] ?? keyword;
    const name = keyword === 'phase' && taken.includes(usual) ? freeName(usual, taken) : usual;
    return [fixOf(`Write \`${keyword} ${name}\``, [{ start: at, end: at, text: ` ${name}` }])];
  }),

  fix(duplicateBlock, ({ kind }, context) => {
    const block = around(context, isBlock);
    return [block && fixOf(`Remove this \`${kind}\` block`, [removeNode(context, block)])];
  }),

  fix(duplicatePhase, ({ name }, context) => {
    const block = around(context, (node): node is ScheduleBlock => node.$type === 'ScheduleBlock');
    const free = freeName(name, block?.phases.map((phase) => phase.name) ?? []);
    return [replaceWith(free, context, { title: `Rename it to \`${free}\`` })];
  }),

  fix(duplicatePipeline, ({ name }, context) => {
    const all = context.snapshot.document.parseResult.value.pipelines;
    const free = freeName(
      name,
      all.map((pipeline) => pipeline.name),
    );
    return [replaceWith(free, context, { title: `Rename it to \`${free}\`` })];
  }),

  fix(duplicateLet, ({ name }, context) => {
    const node = around(context, isLet);
    return [node && fixOf(`Remove this \`${name}\``, [removeNode(context, node)])];
  }),

  fix(unusedLet, ({ name }, context) => {
    const node = around(context, isLet);
    return [node && fixOf(`Remove \`${name}\``, [removeNode(context, node)])];
  }),
];
