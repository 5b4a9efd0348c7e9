import { describe, expect, it } from 'vitest';
import { resolveText } from '../compile-text.js';
import { cutNetwork } from '../graph/cut.js';
import { buildNetwork } from '../graph/network.js';
import { float32 } from '../graph/shape.js';
import { multiplyAdds } from '../plan/cost.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { buildBackbone } from './build.js';
import { vitBase, vitSmall } from './vit.js';

const headOf = (mode: 'average' | 'class_token'): readonly HeadLayer[] => [
  { kind: 'pool', mode },
  { kind: 'dense', units: 'classes', activation: null },
];

/** The small network, all blocks up to one frozen. */
function cutAfter(block: string, mode: 'average' | 'class_token' = 'class_token') {
  const network = buildNetwork(vitSmall, 224, headOf(mode), 5);
  const names = network.blocks.map(({ name }) => name);
  const frozen = network.layers.filter((layer) => names.indexOf(layer.block) <= names.indexOf(block));
  return cutNetwork(network, { frozenLayers: new Set(frozen.map(({ name }) => name)), batchNorm: 'frozen' });
}

describe('cut', () => {
  it('after a block, all tokens of an image are stored', () => {
    expect(cutAfter('block6').features).toEqual([
      { kind: 'computed', name: 'feature_0', source: 'block6_add2', type: float32('batch', 197, 384) },
    ]);
  });

  it.each(['average', 'class_token'] as const)('below the head, only what %s pools to', (mode) => {
    expect(cutAfter('top', mode).features).toMatchObject([
      { source: 'head/pool', type: { shape: ['batch', 384] } },
    ]);
  });
});

it('pools the patches to an average without the class token', () => {
  const { frozen } = cutAfter('top', 'average');
  const slice = frozen!.nodes.find(({ op }) => op === 'slice');
  expect(slice?.attrs).toEqual({ axis: 1, begin: 1, size: 196 });
});

it('costs what the papers state', () => {
  // Touvron et al. 2020: 4.6 G; torchvision states 17.564 G with the classifier, which has 0.8 M.
  expect(multiplyAdds(buildBackbone(vitSmall)) / 1e9).toBeCloseTo(4.6, 1);
  expect(multiplyAdds(buildBackbone(vitBase)) / 1e9).toBeCloseTo(17.563, 3);
});

it('can be used in a pipeline, with its blocks in freeze ranges', async () => {
  const text = `pipeline p { backbone vit_s_16 data images("x") head { pool(class_token) dense(classes) }
    schedule { phase a { freeze: all epochs: 5 } phase b { freeze: ..block9 epochs: 5 } } }`;
  const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(pipelines[0]?.schedule.phases[1]?.frozenLayers.at(-1)).toBe('block9_mlp2');
});

it.each([
  ['imagenet', 224],
  ['swag_e2e', 384],
])(
  'reads images of the size that %s was trained at, or of another that is written',
  async (weights, size) => {
    const sizeOf = async (input: string) => {
      const text = `pipeline p { backbone vit_b_16 { weights: ${weights} ${input} } data images("x")
      head { pool(class_token) dense(classes) } schedule { phase a { freeze: all epochs: 5 } } }`;
      const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
      expect(diagnostics).toEqual([]);
      return pipelines[0]?.backbone.inputSize;
    };
    expect(await sizeOf('')).toBe(size);
    expect(await sizeOf('input: 256px')).toBe(256);
  },
);
