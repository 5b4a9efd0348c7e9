/** `tlp backbones` for people. */
import { showShape } from '@tlp/language/graph/shape.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { count, percent, short } from '@tlp/language/quantities.js';
import { bytes } from '../units.js';
import type { BackboneDescription, BackboneSummary } from './describe-backbone.js';
import type { Colors } from './output.js';
import { table } from './table.js';

export function renderList(list: readonly BackboneSummary[], c: Colors): string {
  const rows = list.map((b) => [
    b.name,
    b.title,
    short(b.parameters),
    `${b.inputSize.native}${modalityOf({ kind: b.modality }).unit}`,
    b.weights.join(', '),
  ]);
  const columns = [
    { title: 'NAME' },
    { title: 'TITLE' },
    { title: 'PARAMETERS', align: 'right' as const },
    { title: 'INPUT', align: 'right' as const },
    { title: 'WEIGHTS' },
  ];
  return `${table(columns, rows)}\n\n${c.dim('tlp backbones NAME shows the blocks that freeze ranges name.')}\n`;
}

export function renderBackbone(b: BackboneDescription, c: Colors): string {
  const { native, minimum, multipleOf } = b.inputSize;
  const { unit, preprocessing } = modalityOf({ kind: b.modality });
  const step = multipleOf > 1 ? `, best a multiple of ${multipleOf}` : '';
  const facts = [
    ...(b.preprocessing === null
      ? [['model', b.paper]]
      : [
          ['paper', b.paper],
          ['reference', b.reference],
        ]),
    ['parameters', `${b.parametersAtMost ? 'at most ' : ''}${count(b.parameters)}`],
    ['input', `${native}${unit} as published; at least ${minimum}${unit}${step}`],
    [
      'preprocessing',
      b.preprocessing === null ? 'not known: set it in the pipeline' : preprocessing(b.preprocessing),
    ],
    ['tuning', `learning rates up to ${b.tuneLimit}`],
    ...b.sources.map((s) => [`weights: ${s.name}`, sourceLine(s)]),
  ];
  const width = Math.max(...facts.map(([name]) => name!.length));
  const lines = facts.map(([name, value]) => `  ${c.dim(name!.padEnd(width))}  ${value}`);
  const rows = b.blocks.map((block) => [
    block.name,
    showShape(block.shape),
    String(block.layers.length),
    count(block.parameters),
  ]);
  const columns = [
    { title: 'BLOCK' },
    { title: `OUTPUT AT ${b.input}${unit}` },
    { title: 'LAYERS', align: 'right' as const },
    { title: 'PARAMETERS', align: 'right' as const },
  ];
  return `${c.bold(b.title)} (${b.name})\n${lines.join('\n')}\n\n${table(columns, rows)}\n`;
}

function sourceLine(s: BackboneDescription['sources'][number]): string {
  const size = s.bytes === null ? '' : `, ${bytes(s.bytes)}`;
  const top1 = s.top1 === null ? '' : `, ${percent(s.top1)} top-1`;
  return `${s.trainedOn}${top1}${size}, ${s.format}, licence ${s.licence}`;
}
