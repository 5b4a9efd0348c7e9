import { exampleText } from '@tlp/language/checks/example.js';
import { backboneGraph } from '@tlp/language/editor/server/previews/backbone-graph.js';
import { sceneOf } from '@tlp/language/editor/testing.js';
import { expect, test } from 'vitest';
import { hereAt } from './here.js';

const text = exampleText({
  schedule:
    'phase head {\n  freeze: all\n  epochs: 1\n}\nphase tune {\n  freeze: stem..block5\n  epochs: 5\n}',
});

test.each([
  ['pipe$0line', [], null],
  ['ba$0ckbone', [], null],
  ['dropout$0(20%)', ['head'], null],
  ['freeze: $0all', [], 'head'],
  ['stem..blo$0ck5', ['block5'], 'tune'],
  ['$0stem..block5', ['stem'], 'tune'],
  ['epochs: 5$0', [], 'tune'],
])('the cursor at %s', (words, blocks, phase) => {
  const scene = sceneOf(text.replace(words.replace('$0', ''), words));
  const { uri } = scene.snapshot;
  const graph = backboneGraph.answer(scene, { uri })!;
  expect(hereAt(graph, uri, scene.position)).toEqual({ blocks, phase });
  expect(hereAt(graph, 'file:///work/other.tlp', scene.position)).toEqual({ blocks: [], phase: null });
});
