import { describe, expect, it } from 'vitest';
import { multiplyAdds } from '../plan/cost.js';
import { smallClassifier } from '../testing/frozen-to.js';
import { partTo, restFrom } from './rest.js';
import type { Graph } from './types.js';

const { blocks, frozenTo } = smallClassifier('mobilenet_v2', 'average');
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
