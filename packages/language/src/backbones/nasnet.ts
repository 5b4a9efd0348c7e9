/** NASNet-A as Keras 3 (`applications/nasnet.py`) has it. Layers carry Keras's names. */
import type { GraphBuilder } from '../graph/builder.js';
import { relu } from '../graph/ops/elementwise.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone, Preprocessing } from '../modalities/images/preprocessing.js';
import { preset } from '../modalities/images/presets.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { kerasNumberedLayout, layersOfImages } from './keras-numbered.js';
import { kerasSource } from './keras-source.js';
import { type Cells, convolution, normalCell, reductionCell } from './nasnet-cells.js';
import { ofImages } from './of-images.js';
import { separableLayer } from './separable.js';

interface NasNet {
  readonly stemFilters: number;
  /** Of the first stage; twice as many in each that follows. */
  readonly filters: number;
  /** Normal cells of a stage. */
  readonly cells: number;
  /** Whether the cell after a reduction reads what the one before it read, beside its output. */
  readonly skipReduction: boolean;
}

/**
 * `[N,S,S,3] -> [N,S/32,S/32,24·filters]`, in blocks `stem` and `stage1` … `stage3`. A cell reads the last two values, so that two
 * values cross each border.
 */
function buildNasNet(b: GraphBuilder, image: Ref, net: NasNet): Ref {
  const { filters, cells } = net;
  let state: Cells = { x: image, before: undefined };
  const block = (name: string, build: () => void) =>
    b.block(
      name,
      () => {
        build();
        return state.x;
      },
      { residual: true },
    );
  block('stem', () => {
    const x = convolution(b, 'stem_conv1', 'stem_bn1', image, {
      filters: net.stemFilters,
      size: 3,
      stride: 2,
      padding: 'valid',
    });
    state = reductionCell(b, { x, before: undefined }, 'stem_1', filters / 4);
    state = reductionCell(b, state, 'stem_2', filters / 2);
  });
  for (let stage = 0; stage < 3; stage++) {
    block(`stage${stage + 1}`, () => {
      const width = filters * 2 ** stage;
      if (stage > 0) {
        const reduced = reductionCell(b, state, `reduce_${stage * cells}`, width);
        state = net.skipReduction ? { ...reduced, before: state.before } : reduced;
      }
      // A reduction takes a number too, but only the first.
      const first = stage * cells + Math.min(stage, 1);
      for (let i = 0; i < cells; i++) state = normalCell(b, state, `${first + i}`, width);
      if (stage === 2) state = { ...state, x: b.apply(relu, [state.x], {}, 'relu') };
    });
  }
  return state.x;
}

/** Every layer has its name in Keras, a separable convolution one for both of its parts. */
const keras = (net: NasNet, native: number) =>
  kerasNumberedLayout({
    layers: () => layersOfImages((b, image) => buildNasNet(b, image, net), native),
    named: (layer) => (layer === 'classifier' ? 'predictions' : (separableLayer(layer) ?? layer)),
  });

const nasnet = (
  facts: Pick<ImageBackbone, 'name' | 'title' | 'reference' | 'parameters'>,
  { native, ...net }: NasNet & { readonly native: number },
  { file, md5 }: { readonly file: string; readonly md5: string },
): ImageBackbone => ({
  ...facts,
  family: 'NASNet',
  paper:
    'Zoph et al. 2017, Learning Transferable Architectures for Scalable Image Recognition, arXiv:1707.07012',
  // In a smaller map the last reductions would have nothing to reduce.
  inputSize: { native, minimum: 19, multipleOf: 1 },
  preprocessing: preset('tf'),
  sources: [
    kerasSource<Preprocessing>({
      name: 'imagenet',
      file: `tensorflow/keras-applications/nasnet/${file}`,
      md5,
      licence: 'Apache-2.0',
    }),
  ],
  layouts: [keras(net, native)],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildNasNet(b, image, net)),
  classifier: imagenetClassifier(24 * net.filters),
});

export const nasnets: readonly ImageBackbone[] = [
  nasnet(
    {
      name: 'nasnet_mobile',
      title: 'NASNet-A Mobile',
      reference: 'Keras 3.15.0, NASNetMobile',
      parameters: 4_232_978,
    },
    { native: 224, stemFilters: 32, filters: 44, cells: 4, skipReduction: false },
    { file: 'NASNet-mobile-no-top.h5', md5: '1ed92395b5b598bdda52abe5c0dbfd63' },
  ),
  nasnet(
    {
      name: 'nasnet_large',
      title: 'NASNet-A Large',
      reference: 'Keras 3.15.0, NASNetLarge',
      parameters: 84_720_150,
    },
    { native: 331, stemFilters: 96, filters: 168, cells: 6, skipReduction: true },
    { file: 'NASNet-large-no-top.h5', md5: 'd81d89dc07e6e56530c4e77faddd61b5' },
  ),
];
