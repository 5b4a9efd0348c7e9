import type { Phase } from '../resolve/pipeline.js';
import { cosinesNetwork } from './contrast.js';
import { cutNetwork, type PhaseProgram } from './cut.js';
import type { Graph } from './types.js';

/** What of a network `inputs -> logits` a phase computes once, and what it trains. */
export const phaseProgram = (
  network: Graph,
  { frozenLayers, batchNorm, contrast }: Pick<Phase, 'frozenLayers' | 'batchNorm' | 'contrast'>,
): PhaseProgram =>
  cutNetwork(contrast ? cosinesNetwork(network) : network, {
    frozenLayers: new Set(frozenLayers),
    batchNorm,
  });
