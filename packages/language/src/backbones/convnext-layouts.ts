/** The weight files of ConvNeXt: torchvision's, timm's, its authors' and Keras's names. */
import type { TensorLocation, WeightLayout } from './card.js';
import { kerasLayout } from './keras-layout.js';
import { conv, depthwise, linear, norm, type TorchModule, torchLayout } from './torch-layout.js';

type Four = readonly [number, number, number, number];

/** What sets the variants apart. */
export interface ConvNeXt {
  /** Residual units of the four stages. */
  readonly units: Four;
  readonly widths: Four;
}

/** What the parts of the network are called in a file of PyTorch; stages and units are counted from 0. */
interface Names {
  readonly stem: Pair;
  downsample(stage: number): Pair;
  unit(stage: number, unit: number): string;
  /** Within a unit: the depthwise convolution, the norm, the two layers of the MLP, the scale of the branch. */
  readonly parts: {
    readonly depthwise: string;
    readonly norm: string;
    readonly mlp: readonly [string, string];
    readonly scale: string;
  };
  /** Whether the scale is `[C,1,1]`. */
  readonly scaleOfMap?: true;
  readonly norm: string;
  readonly classifier: string;
}

interface Pair {
  readonly conv: string;
  readonly norm: string;
}

const torchvision: Names = {
  stem: { conv: 'features.0.0', norm: 'features.0.1' },
  downsample: (stage) => ({ norm: `features.${2 * stage}.0`, conv: `features.${2 * stage}.1` }),
  unit: (stage, unit) => `features.${2 * stage + 1}.${unit}`,
  parts: { depthwise: 'block.0', norm: 'block.2', mlp: ['block.3', 'block.5'], scale: 'layer_scale' },
  scaleOfMap: true,
  norm: 'classifier.0',
  classifier: 'classifier.2',
};

const timm: Names = {
  stem: { conv: 'stem.0', norm: 'stem.1' },
  downsample: (stage) => ({ norm: `stages.${stage}.downsample.0`, conv: `stages.${stage}.downsample.1` }),
  unit: (stage, unit) => `stages.${stage}.blocks.${unit}`,
  parts: { depthwise: 'conv_dw', norm: 'norm', mlp: ['mlp.fc1', 'mlp.fc2'], scale: 'gamma' },
  norm: 'head.norm',
  classifier: 'head.fc',
};

/** Of github.com/facebookresearch/ConvNeXt. */
const facebook: Names = {
  stem: { conv: 'downsample_layers.0.0', norm: 'downsample_layers.0.1' },
  downsample: (stage) => ({ norm: `downsample_layers.${stage}.0`, conv: `downsample_layers.${stage}.1` }),
  unit: (stage, unit) => `stages.${stage}.${unit}`,
  parts: { depthwise: 'dwconv', norm: 'norm', mlp: ['pwconv1', 'pwconv2'], scale: 'gamma' },
  norm: 'norm',
  classifier: 'head',
};

/** Every unit of a network: its name in our graph, its stage and its place there, counted from 0. */
const unitsOf = ({ units }: ConvNeXt) =>
  units.flatMap((count, stage) =>
    Array.from({ length: count }, (_, unit) => ({ name: `stage${stage + 1}_unit${unit + 1}`, stage, unit })),
  );

function layout(name: string, names: Names, net: ConvNeXt): WeightLayout {
  const { parts } = names;
  const scales = new Map<string, TensorLocation>();
  const modules = new Map<string, TorchModule>([
    ['stem_conv', conv(names.stem.conv)],
    ['stem_norm', norm(names.stem.norm)],
    ['top_norm', norm(names.norm)],
    ['classifier', linear(names.classifier)],
  ]);
  for (const stage of [1, 2, 3]) {
    const { conv: strided, norm: before } = names.downsample(stage);
    modules.set(`stage${stage + 1}_downsample_norm`, norm(before));
    modules.set(`stage${stage + 1}_downsample_conv`, conv(strided));
  }
  for (const { name: own, stage, unit } of unitsOf(net)) {
    const module = names.unit(stage, unit);
    modules.set(`${own}_depthwise`, depthwise(`${module}.${parts.depthwise}`));
    modules.set(`${own}_norm`, norm(`${module}.${parts.norm}`));
    modules.set(`${own}_mlp1`, linear(`${module}.${parts.mlp[0]}`));
    modules.set(`${own}_mlp2`, linear(`${module}.${parts.mlp[1]}`));
    scales.set(`${own}_scale/gamma`, {
      tensor: `${module}.${parts.scale}`,
      transpose: 'none',
      ...(names.scaleOfMap ? { shape: [net.widths[stage]!, 1, 1] } : {}),
    });
  }
  const rest = torchLayout(name, modules);
  return { name, locate: (parameter) => scales.get(parameter) ?? rest.locate(parameter) };
}

/**
 * Keras names layers after the whole network, and puts the stem and what comes before a stage into models of their own. Its
 * depthwise convolutions are ones of as many groups as channels, `[7,7,1,C]`; the variable of a scale has no name.
 */
function kerasConvNeXt(network: string, net: ConvNeXt): WeightLayout {
  const layers = new Map<string, string>([
    ['stem_conv', `${network}_stem/${network}_stem_conv`],
    ['stem_norm', `${network}_stem/${network}_stem_layernorm`],
    ['top_norm', `${network}_head_layernorm`],
    ['classifier', `${network}_head_dense`],
  ]);
  const own = new Map<string, TensorLocation>();
  for (const stage of [1, 2, 3]) {
    const before = `${network}_downsampling_block_${stage - 1}/${network}_downsampling`;
    layers.set(`stage${stage + 1}_downsample_norm`, `${before}_layernorm_${stage - 1}`);
    layers.set(`stage${stage + 1}_downsample_conv`, `${before}_conv_${stage - 1}`);
  }
  for (const { name, stage, unit } of unitsOf(net)) {
    const block = `${network}_stage_${stage}_block_${unit}`;
    layers.set(`${name}_depthwise`, `${block}_depthwise_conv`);
    layers.set(`${name}_norm`, `${block}_layernorm`);
    layers.set(`${name}_mlp1`, `${block}_pointwise_conv_1`);
    layers.set(`${name}_mlp2`, `${block}_pointwise_conv_2`);
    own.set(`${name}_depthwise/kernel`, {
      tensor: `${block}_depthwise_conv/kernel`,
      transpose: 'none',
      shape: [7, 7, 1, net.widths[stage]!],
    });
    own.set(`${name}_scale/gamma`, { tensor: `${block}_layer_scale`, transpose: 'none', sole: true });
  }
  const rest = kerasLayout(layers);
  return { name: 'keras', locate: (parameter) => own.get(parameter) ?? rest.locate(parameter) };
}

/** `network`: the name of the whole network in Keras. */
export const convnextLayouts = (network: string, net: ConvNeXt): readonly WeightLayout[] => [
  // torchvision has no extra large one.
  ...(network === 'convnext_xlarge' ? [] : [layout('torchvision', torchvision, net)]),
  layout('timm', timm, net),
  layout('facebook', facebook, net),
  kerasConvNeXt(network, net),
];
