/** What a phase does to each block of the backbone, from its frozen layers alone. */
import { phaseNetwork } from '../graph/phase-network.js';
import type { Phase } from '../resolve/pipeline.js';
import { parametersOf } from './amount.js';
import { type DraftFacts, isSound } from './draft-facts.js';

export interface PhaseBlock {
  readonly name: string;
  readonly state: 'frozen' | 'partly' | 'trained';
  readonly layers: number;
  readonly frozenLayers: number;
  readonly parameters: number;
  /** Those that get gradients: statistics of batch normalisation never do. */
  readonly trained: number;
}

/** Undefined where the phase's freezing is not sound. */
export function blockPlansOf(
  { draft, graph: backbone }: DraftFacts,
  phase: Phase,
): readonly PhaseBlock[] | undefined {
  if (!isSound(draft, `schedule.${phase.name}.freeze`)) return undefined;
  const { graph, frozenLayers: frozen } = phaseNetwork(backbone, phase);
  return graph.blocks.map(({ name, layers }): PhaseBlock => {
    const parameters = graph.parameters.filter(({ block }) => block === name);
    const free = parameters.filter(({ layer }) => !frozen.has(layer));
    const frozenLayers = layers.filter((layer) => frozen.has(layer)).length;
    return {
      name,
      state: frozenLayers === layers.length ? 'frozen' : frozenLayers === 0 ? 'trained' : 'partly',
      layers: layers.length,
      frozenLayers,
      parameters: parametersOf(parameters),
      trained: parametersOf(free, 'trained'),
    };
  });
}
