/** For tests: the frozen part of a small classifier by how many of its backbone's blocks are frozen. */
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import { buildNetwork } from '../graph/network.js';
import { cutPhase } from '../graph/phase-network.js';
import type { Graph } from '../graph/types.js';
import type { HeadLayer } from '../resolve/pipeline.js';

const size = 64;

/** A backbone of the catalogue at 64 px, with a pool and three classes. */
export function smallClassifier(name: string, mode: 'average' | 'class_token') {
  const backbone = findBackbone(name)!;
  const { blocks } = buildBackbone(backbone, size);
  const head: readonly HeadLayer[] = [
    { kind: 'pool', mode },
    { kind: 'dense', units: 'classes', activation: null },
  ];
  const network = buildNetwork(backbone, size, head, 3);
  /** The frozen part where all layers up to and with so many blocks are frozen. */
  const frozenTo = (count: number): Graph => {
    const frozenLayers = blocks.slice(0, count).flatMap(({ layers }) => layers);
    return cutPhase(network, { frozenLayers, adapt: null, batchNorm: 'frozen' }).program.frozen!;
  };
  return { blocks, network, frozenTo };
}
