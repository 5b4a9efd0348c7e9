/**
 * RegNet X and Y as torchvision 0.24 has them (`models/regnet.py`): bottlenecks as wide inside as outside, with a grouped 3×3
 * convolution; Y weighs its channels by squeeze-and-excite. Layers are named by their modules' paths below `trunk_output`.
 */
import type { GraphBuilder } from '../graph/builder.js';
import { batchNorm, conv2d } from '../graph/layers.js';
import { add, relu, sigmoid } from '../graph/ops/elementwise.js';
import { fixed } from '../graph/shape.js';
import { squeezeExcite } from '../graph/squeeze-excite.js';
import type { Ref } from '../graph/types.js';
import type { ImageBackbone } from '../modalities/images/preprocessing.js';
import { imagenetClassifier } from './imagenet-classifier.js';
import { ofImages } from './of-images.js';
import { type RegNetVariant, regnetVariants } from './regnet-variants.js';
import { linear, torchLayout } from './torch-layout.js';
import { imagenetPreprocessing, symmetricPadding } from './torchvision.js';

const stemFilters = 32;

interface Convolution {
  readonly filters: number;
  readonly size: 1 | 3;
  readonly stride?: 1 | 2;
  readonly groups?: number;
}

/** `[N,S,S,3] -> [N,S/32,S/32,C]`, in blocks `stem`, `block1` … `block4`. */
function buildRegNet(b: GraphBuilder, image: Ref, variant: RegNetVariant): Ref {
  let x = b.block('stem', () =>
    activate(b, 'stem.2', normalized(b, 'stem', image, { filters: stemFilters, size: 3, stride: 2 })),
  );
  const { depths, widths, groupWidth, squeeze } = variant;
  depths.forEach((units, stage) => {
    const filters = widths[stage]!;
    const groups = filters / Math.min(groupWidth, filters);
    const build = () => {
      let y = x;
      for (let i = 0; i < units; i++) {
        const name = `block${stage + 1}.block${stage + 1}-${i}`;
        y = residualUnit(b, y, name, { filters, groups, stride: i === 0 ? 2 : 1, squeeze });
      }
      return y;
    };
    x = b.block(`block${stage + 1}`, build, { residual: true });
  });
  return x;
}

interface Unit {
  readonly filters: number;
  readonly groups: number;
  readonly stride: 1 | 2;
  readonly squeeze: boolean;
}

function residualUnit(b: GraphBuilder, x: Ref, name: string, unit: Unit): Ref {
  const { filters, groups, stride, squeeze } = unit;
  const channels = fixed(b.type(x).shape[3], name);
  const shortcut =
    stride === 1 && channels === filters ? x : normalized(b, `${name}.proj`, x, { filters, size: 1, stride });
  let y = activate(b, `${name}.f.a.2`, normalized(b, `${name}.f.a`, x, { filters, size: 1 }));
  y = activate(b, `${name}.f.b.2`, normalized(b, `${name}.f.b`, y, { filters, size: 3, stride, groups }));
  if (squeeze) {
    y = squeezeExcite(b, `${name}.f.se`, y, {
      // A quarter of the channels that the unit reads, not of those that are weighed.
      filters: channels / 4,
      layers: [`${name}.f.se.fc1`, `${name}.f.se.fc2`],
      activation: relu,
      gate: sigmoid,
    });
  }
  y = normalized(b, `${name}.f.c`, y, { filters, size: 1 });
  return activate(b, `${name}.activation`, b.apply(add, [shortcut, y], {}, `${name}.add`));
}

/** A convolution `name.0` and its batch-norm `name.1`. */
function normalized(b: GraphBuilder, name: string, x: Ref, options: Convolution): Ref {
  const padding = symmetricPadding(options.size, options.stride ?? 1);
  const y = conv2d(b, `${name}.0`, x, { ...options, padding });
  return batchNorm(b, `${name}.1`, y, { epsilon: 1e-5, momentum: 0.9 });
}

const activate = (b: GraphBuilder, name: string, x: Ref): Ref => b.apply(relu, [x], {}, name);

const layout = torchLayout('torchvision', {
  get: (layer) => {
    if (layer === 'classifier') return linear('fc');
    return { path: layer.startsWith('stem.') ? layer : `trunk_output.${layer}`, kernel: 'oihw' };
  },
});

const regnet = (variant: RegNetVariant): ImageBackbone => ({
  name: variant.name,
  title: variant.title,
  family: 'RegNet',
  paper: 'Radosavovic et al. 2020, Designing Network Design Spaces, arXiv:2003.13678',
  parameters: variant.parameters,
  reference: `torchvision 0.24.0, ${variant.name}`,
  inputSize: { native: 224, minimum: 32, multipleOf: 32 },
  preprocessing: imagenetPreprocessing,
  sources: variant.sources,
  layouts: [layout],
  tuneLimit: 1e-4,
  ...ofImages((b, image) => buildRegNet(b, image, variant)),
  classifier: imagenetClassifier(variant.widths[3]),
});

export const regnets: readonly ImageBackbone[] = regnetVariants.map(regnet);
