/** What a freeze range freezes, and what it leaves to be trained. */

import type { FreezeItem } from '../../grammar/generated/ast.js';
import { headBlock } from '../../graph/network.js';
import { ofExample } from '../../graph/shape.js';
import { modalityOf } from '../../modalities/index.js';
import { phaseParameters } from '../../plan/draft-facts.js';
import { blockPlansOf, type PhaseBlock } from '../../plan/phase-blocks.js';
import { count, counted } from '../../quantities.js';
import type { Phase } from '../../resolve/pipeline.js';
import { type Knowledge, planOf } from '../knowledge.js';
import { amountText, percentage, shapeText } from '../quantities.js';
import { type Fact, facts, type Part } from './text.js';

export function freezeParts(known: Knowledge, phase: Phase): readonly Part[] {
  const blocks = blockPlansOf(known, phase);
  if (!blocks) return [];
  return [facts(...freezeFacts(known, phase, blocks), ...cutFacts(known, phase))];
}

function freezeFacts(known: Knowledge, phase: Phase, blocks: readonly PhaseBlock[]): readonly Fact[] {
  const total = blocks.reduce((sum, block) => sum + block.parameters, 0);
  const part = (state: PhaseBlock['state']) => blocks.filter((block) => block.state === state);
  const frozen = part('frozen');
  const trained = part('trained');
  const amounts = phaseParameters(known, phase);
  const all: (Fact | false)[] = [
    ['Frozen', frozen.length === 0 ? 'no block' : `${runs(blocks, 'frozen')}: ${sums(frozen, total)}`],
    part('partly').length > 0 && [
      'Partly',
      part('partly')
        .map(
          ({ name, frozenLayers, layers }) =>
            `\`${name}\`, ${frozenLayers} of ${counted(layers, 'layer')} frozen`,
        )
        .join('; '),
    ],
    [
      'Trained',
      trained.length === 0 ? 'the head' : `${runs(blocks, 'trained')} and the head: ${sums(trained, total)}`,
    ],
    amounts !== undefined && [
      'With the head',
      `${amountText(amounts.trained)} parameters trained, ${amountText(amounts.frozen)} frozen`,
    ],
  ];
  return all.filter((fact) => fact !== false);
}

/** `45 layers, 709,000 parameters, 21% of the backbone`. */
function sums(blocks: readonly PhaseBlock[], total: number): string {
  const layers = blocks.reduce((sum, block) => sum + block.layers, 0);
  const parameters = blocks.reduce((sum, block) => sum + block.parameters, 0);
  return `${counted(layers, 'layer')}, ${counted(parameters, 'parameter')}, ${percentage(parameters / total)} of the backbone`;
}

/** Neighbours as ranges: `stem..block5`. */
function runs(blocks: readonly PhaseBlock[], state: PhaseBlock['state']): string {
  const found: string[][] = [];
  blocks.forEach((block, i) => {
    if (block.state !== state) return;
    if (i > 0 && blocks[i - 1]!.state === state) found.at(-1)!.push(block.name);
    else found.push([block.name]);
  });
  return found
    .map((names) => (names.length === 1 ? `\`${names[0]}\`` : `\`${names[0]}..${names.at(-1)}\``))
    .join(', ');
}

/** Where the part begins that runs at every step. */
export function cutFacts(known: Knowledge, { name }: Phase): readonly Fact[] {
  const plan = planOf(known)?.phases.find((phase) => phase.name === name);
  if (!plan) return [];
  const { noun } = modalityOf(known.draft.pipeline.data);
  if (plan.stored === 'none') return [['Computed once', `nothing: every step starts from the ${noun.many}`]];
  const values = plan.features.map(({ block, shape }) => {
    const where = block === headBlock ? 'the fixed layers of the head' : `\`${block ?? noun.one}\``;
    return `${where} (${shapeText(ofExample(shape))})`;
  });
  const again =
    plan.stored === 'fixed_splits'
      ? ` of validation ${noun.many}; training ${noun.many} vary every epoch`
      : '';
  return [['Computed once', `up to ${values.join(' and ')}${again}`]];
}

/** The blocks or layers that one item of the list names. */
export function itemFacts(known: Knowledge, item: FreezeItem): readonly Fact[] {
  if (item.$type === 'FirstLayers') {
    const n = item.count?.$type === 'NumberValue' ? Number(item.count.text) : Number.NaN;
    const last = known.graph.layers[n - 1];
    return last
      ? [
          [
            'Up to',
            `layer ${count(n)} of ${count(known.graph.layers.length)}, \`${last.name}\` in \`${last.block}\``,
          ],
        ]
      : [];
  }
  const names = known.blocks.map((block) => block.name);
  const from = item.from?.$refText ? names.indexOf(item.from.$refText) : 0;
  const end = item.to?.$refText ? names.indexOf(item.to.$refText) : item.open ? names.length - 1 : from;
  if (from < 0 || end < from) return [];
  const blocks = known.blocks.slice(from, end + 1);
  const layers = blocks.reduce((sum, block) => sum + block.layers.length, 0);
  const parameters = blocks.reduce((sum, block) => sum + block.parameters, 0);
  return [
    [
      'This range',
      `${counted(blocks.length, 'block')}, ${counted(layers, 'layer')}, ${counted(parameters, 'parameter')}`,
    ],
  ];
}
