/** A backbone's card, and its blocks. */

import type { Backbone, WeightSource } from '../../backbones/card.js';
import { capitalized } from '../../capitalized.js';
import type { BuiltinBackbones } from '../../grammar/builtin.js';
import { ofExample } from '../../graph/shape.js';
import { nodesByName, typeOf } from '../../graph/walk.js';
import { modalityOf } from '../../modalities/index.js';
import { numberText } from '../../number-text.js';
import { parametersOf } from '../../plan/amount.js';
import type { BlockFacts, DraftFacts } from '../../plan/draft-facts.js';
import { blockPlansOf } from '../../plan/phase-blocks.js';
import { count, counted } from '../../quantities.js';
import { percentage, rounded, shapeText } from '../quantities.js';
import { type Fact, facts, type Part, text, title } from './text.js';

export function backboneParts(
  named: Backbone,
  builtin: BuiltinBackbones,
  known: DraftFacts | undefined,
): readonly Part[] {
  const drafted = known?.draft.backbone;
  const own = (drafted?.adaptedFrom ?? drafted) === named ? known : undefined;
  const card = own?.draft.backbone ?? named;
  const graph = builtin.graph(card);
  const { native, minimum, multipleOf } = card.inputSize;
  const { noun, unit, preprocessing } = modalityOf({ kind: card.modality });
  const size = own?.features ? own.draft.pipeline.backbone.inputSize : native;
  const shape = own?.features ?? ofExample(typeOf(nodesByName(graph), graph.outputs[0]!).shape);
  const step = multipleOf > 1 ? `, in multiples of ${multipleOf}${unit}` : '';
  return [
    title(card.name, card.title),
    text(`*${card.paper}*`),
    facts(
      [
        'Parameters',
        `${card.parametersAtMost ? 'at most ' : ''}${rounded(parametersOf(graph.parameters))} in ${counted(graph.layers.length, 'layer')}`,
      ],
      ['Input', `natively ${native}${unit}, at least ${minimum}${unit}${step}`],
      ['Output', `${shapeText(shape)} features at ${size}${unit}`],
      ['Blocks', `${graph.blocks.length}: ${graph.blocks.map(({ name }) => `\`${name}\``).join(' ')}`],
      [capitalized(noun.many), `${preprocessing(card.preprocessing)}. TLP applies this automatically`],
      ...card.sources.map((source): Fact => [`Weights \`${source.name}\``, sourceText(source)]),
      ['Fine-tuning', `learning rates up to ${numberText(card.tuneLimit)}`],
    ),
  ];
}

export function sourceText({ trainedOn, top1, licence, bytes }: WeightSource<object>): string {
  const parts = [
    trainedOn,
    top1 === undefined ? '' : `${percentage(top1)} top-1`,
    bytes === undefined ? '' : `${(bytes / 1e6).toFixed(1)} MB`,
    `license ${licence}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export function blockParts(
  card: Backbone,
  block: BlockFacts,
  known: DraftFacts | undefined,
): readonly Part[] {
  const kinds = known?.graph.layers.filter((layer) => layer.block === block.name) ?? [];
  const size = known?.features ? ` at ${known.draft.pipeline.backbone.inputSize}px` : '';
  return [
    title(block.name, `block of \`${card.name}\``),
    facts(
      [
        'Layers',
        `${block.layers.length}${kinds.length > 0 ? `: ${tally(kinds.map(({ kind }) => kind))}` : ''}`,
      ],
      ['Parameters', count(block.parameters)],
      block.shape && ['Output', `${shapeText(block.shape)}${size}`],
      block.residual && [
        'Residual',
        'its input is added to its output, so the freeze cut cannot be inside it',
      ],
      ...(known ? phaseStates(block, known) : []),
    ),
  ];
}

const words = {
  frozen: 'frozen',
  partly: 'partly trained',
  trained: 'trained',
} as const;

function phaseStates(block: BlockFacts, known: DraftFacts): readonly Fact[] {
  return known.draft.pipeline.schedule.phases.flatMap((phase): Fact[] => {
    const state = blockPlansOf(known, phase)?.find(({ name }) => name === block.name);
    if (!state) return [];
    const trained =
      state.state === 'trained' ? '' : `, ${count(state.trained)} of ${count(state.parameters)} train`;
    return [
      [`In phase \`${phase.name}\``, `${words[state.state]}${state.state === 'frozen' ? '' : trained}`],
    ];
  });
}

/** `6 conv2d, 8 batch_norm`. */
function tally(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, n]) => `${n} \`${kind}\``).join(', ');
}
