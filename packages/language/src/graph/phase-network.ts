/** What a phase makes of a network: its adapters, what stays as it is, and the cut. */
import type { Phase } from '../resolve/pipeline.js';
import { type Adapter, adaptersOf, withAdapters } from './adapters.js';
import { cosinesNetwork } from './contrast.js';
import { cutNetwork, type PhaseProgram } from './cut.js';
import { isPretrained } from './parameters.js';
import type { Graph } from './types.js';

export interface PhaseNetwork {
  /** With the phase's adapters, where it has any. */
  readonly graph: Graph;
  /** Layers whose weights stay as they are; of an adapted backbone all that came with it. */
  readonly frozenLayers: ReadonlySet<string>;
  readonly adapters: readonly Adapter[];
}

/** @param network a backbone, alone or with its head */
export function phaseNetwork(network: Graph, phase: Pick<Phase, 'frozenLayers' | 'adapt'>): PhaseNetwork {
  const frozen = new Set(phase.frozenLayers);
  const { adapt } = phase;
  if (adapt === null) return { graph: network, frozenLayers: frozen, adapters: [] };
  const adapters = adaptersOf(network, adapt.on, frozen);
  const pretrained = network.parameters.filter(isPretrained).map(({ layer }) => layer);
  return {
    graph: withAdapters(network, adapters, adapt),
    frozenLayers: new Set([...frozen, ...pretrained]),
    adapters,
  };
}

/** The same with the cut of the phase: what of a network `inputs -> logits` it computes once, and what it trains. */
export function cutPhase(
  network: Graph,
  phase: Pick<Phase, 'frozenLayers' | 'adapt' | 'batchNorm' | 'contrast'>,
): PhaseNetwork & { readonly program: PhaseProgram } {
  const found = phaseNetwork(network, phase);
  const { graph, frozenLayers } = found;
  const whole = phase.contrast ? cosinesNetwork(graph) : graph;
  return { ...found, program: cutNetwork(whole, { frozenLayers, batchNorm: phase.batchNorm }) };
}
