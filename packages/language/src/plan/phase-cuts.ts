/** The network of each phase, cut in two. */
import type { Backbone } from '../backbones/card.js';
import { buildNetwork } from '../graph/network.js';
import { cutPhase } from '../graph/phase-network.js';
import type { Graph } from '../graph/types.js';
import type { Phase, Pipeline } from '../resolve/pipeline.js';

/**
 * In order; phases that read inputs of one size share a network.
 * @param backbone as the data have it
 * @param outputs of the head
 */
export function phaseCuts(
  { backbone: { inputSize: usual }, head, schedule }: Pipeline,
  backbone: Backbone,
  outputs: number,
) {
  const networks = new Map<number, Graph>();
  const networkOf = ({ inputSize = usual }: Phase): Graph => {
    const network = networks.get(inputSize) ?? buildNetwork(backbone, inputSize, head, outputs);
    networks.set(inputSize, network);
    return network;
  };
  return schedule.phases.map((phase) => {
    const network = networkOf(phase);
    return { phase, network, ...cutPhase(network, phase) };
  });
}
