import { describe, expect, it } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import { multiplyAdds } from '../plan/cost.js';
import { buildNetwork } from './network.js';
import { cutPhase } from './phase-network.js';
import { partTo, restFrom } from './rest.js';
import type { Graph } from './types.js';

const backbone = findBackbone('mobilenet_v2')!;
const { blocks } = buildBackbone(backbone, 64);
const head = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
] as const;
const network = buildNetwork(backbone, 64, head, 3);

/** The frozen part where all layers up to and with so many blocks are frozen. */
function frozenTo(count: number): Graph {
  const frozenLayers = blocks.slice(0, count).flatMap(({ layers }) => layers);
  return cutPhase(network, { frozenLayers, adapt: null, batchNorm: 'frozen' }).program.frozen!;
}

const deep = frozenTo(blocks.length);

describe.each([1, 3, 5, blocks.length - 1])('from block %i', (count) => {
  const shallow = frozenTo(count);
  const rest = restFrom(deep, shallow.outputs)!;

  it('is the rest of what the shallower cut leaves', () => {
    expect(partTo(deep, shallow.outputs)).toEqual(shallow);
    expect(rest.graph.inputs).toEqual(rest.known.map(({ name }) => name));
    expect(rest.graph.outputs).toEqual(deep.outputs);
    expect(multiplyAdds(rest.graph) + multiplyAdds(shallow)).toBe(multiplyAdds(deep));
    const names = (graph: Graph) => graph.parameters.map(({ name }) => name);
    expect(new Set([...names(shallow), ...names(rest.graph)])).toEqual(new Set(names(deep)));
  });
});

it.each<[string, readonly string[]]>([
  ['what is wanted is known itself', deep.outputs],
  ['the graph has no such value', ['nothing']],
  ['the graph has no such output of a node', [`${frozenTo(3).outputs[0]}:1`]],
])('there is none where %s', (_, values) => {
  expect(restFrom(deep, values)).toBeNull();
});

it('there is none where the image is read beside what is known', () => {
  const both = { ...deep, outputs: [...frozenTo(2).outputs, ...deep.outputs] };
  expect(restFrom(both, frozenTo(5).outputs)).toBeNull();
  expect(restFrom(both, frozenTo(1).outputs)).not.toBeNull();
});
