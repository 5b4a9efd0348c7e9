import { describe, expect, it } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import type { Phase } from '../resolve/pipeline.js';
import { joinGraphs, laterCuts } from './later-cuts.js';
import { buildNetwork } from './network.js';
import { cutPhase } from './phase-network.js';

const backbone = findBackbone('mobilenet_v2')!;
const { blocks, layers } = buildBackbone(backbone, 64);
const head = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
] as const;
const network = buildNetwork(backbone, 64, head, 3);

type Frozen = Pick<Phase, 'frozenLayers' | 'adapt' | 'batchNorm'>;

/** All layers up to and with a block are frozen; `-1` freezes nothing. */
const upTo = (block: number): Frozen => ({
  frozenLayers: blocks.slice(0, block + 1).flatMap((one) => one.layers),
  adapt: null,
  batchNorm: 'frozen',
});
const all = blocks.length - 1;
const cut = (phases: readonly Frozen[]) => phases.map((phase) => cutPhase(network, phase));

describe('laterCuts', () => {
  it.each<[string, Frozen[], number[]]>([
    ['the head, then the last blocks', [upTo(all), upTo(all - 2)], [1]],
    ['gradual unfreezing', [upTo(all), upTo(all - 1), upTo(all - 2), upTo(1)], [1, 2, 3]],
    ['the same cut again', [upTo(all), upTo(all)], [1]],
    ['a phase that freezes what one before it trains', [upTo(all - 2), upTo(all)], []],
    ['frozen again after training', [upTo(all), upTo(all - 3), upTo(all), upTo(all - 4)], [1, 3]],
    ['nothing is frozen at first', [upTo(-1), upTo(2)], []],
    ['nothing is frozen later', [upTo(all), upTo(-1)], []],
  ])('%s', (_, phases, wanted) => {
    expect(laterCuts(cut(phases), 0)).toEqual(wanted);
  });

  it('serves phases of one size of the input alone', () => {
    const sizes = [96, undefined, 96];
    const cuts = cut([upTo(all), upTo(all), upTo(all)]).map((one, i) => {
      const inputSize = sizes[i];
      return { ...one, phase: inputSize === undefined ? {} : { inputSize } };
    });
    expect([0, 1, 2].map((at) => laterCuts(cuts, at))).toEqual([[2], [], []]);
  });

  it('starts at any phase', () => {
    const cuts = cut([upTo(all), upTo(all - 1), upTo(all - 2)]);
    expect([1, 2].map((at) => laterCuts(cuts, at))).toEqual([[2], []]);
  });
});

describe('joinGraphs', () => {
  it('computes each value once, and says where the outputs of each stand', () => {
    const graphs = cut([upTo(all), upTo(3), upTo(all)]).map(({ program }) => program.frozen!);
    const { graph, outputs } = joinGraphs(graphs);
    expect(outputs).toEqual([[0], [1], [0]]);
    expect(graph.nodes).toEqual(graphs[0]!.nodes);
    expect(graph.parameters).toEqual(graphs[0]!.parameters);
  });

  it('adds what the first does not have, in an order that can be computed', () => {
    const [shallow, deep] = cut([upTo(3), upTo(all)]).map(({ program }) => program.frozen!);
    const { graph } = joinGraphs([shallow!, deep!]);
    const seen = new Set<string>();
    for (const node of graph.nodes) {
      expect(node.inputs.every((ref) => seen.has(ref.split(':')[0]!))).toBe(true);
      seen.add(node.name);
    }
    expect([...seen].sort()).toEqual(deep!.nodes.map(({ name }) => name).sort());
  });

  it('refuses graphs of different networks', () => {
    const other = buildBackbone(findBackbone('mobilenet_v2')!, 96);
    expect(() => joinGraphs([buildBackbone(backbone, 64), other])).toThrow('Two nodes are named');
  });

  it('leaves a graph alone as it is', () => {
    const one = { ...buildBackbone(backbone, 64), layers };
    expect(joinGraphs([one]).graph).toBe(one);
  });
});
