/** The weight files of Swin: torchvision's, timm's and its authors' names. */
import type { TensorLocation, WeightLayout } from './card.js';
import type { Swin } from './swin-transformer.js';
import { conv, linear, norm, type TorchModule, torchLayout } from './torch-layout.js';

/** What the parts of the network are called in a file; stages and units are counted from 0. */
interface Names {
  readonly stem: { readonly conv: string; readonly norm: string };
  unit(stage: number, unit: number): string;
  /** What makes a stage's map of the one before. */
  merging(stage: number): string;
  readonly mlp: readonly [string, string];
  readonly norm: string;
  readonly classifier: string;
  /** Where queries and values of version 2 have their biases, if not with those of the keys, which are zero. */
  readonly biases?: { readonly query: string; readonly value: string };
}

const torchvision: Names = {
  stem: { conv: 'features.0.0', norm: 'features.0.2' },
  unit: (stage, unit) => `features.${2 * stage + 1}.${unit}`,
  merging: (stage) => `features.${2 * stage}`,
  mlp: ['mlp.0', 'mlp.3'],
  norm: 'norm',
  classifier: 'head',
};

const timm: Names = {
  stem: { conv: 'patch_embed.proj', norm: 'patch_embed.norm' },
  unit: (stage, unit) => `layers.${stage}.blocks.${unit}`,
  merging: (stage) => `layers.${stage}.downsample`,
  mlp: ['mlp.fc1', 'mlp.fc2'],
  norm: 'norm',
  classifier: 'head.fc',
  biases: { query: 'q_bias', value: 'v_bias' },
};

/** Of github.com/microsoft/Swin-Transformer: merging ends a stage there. */
const microsoft: Names = {
  ...timm,
  merging: (stage) => `layers.${stage - 1}.downsample`,
  classifier: 'head',
};

/** Queries, keys and values lie in this order in the fused tensor. */
const fused = ['query', 'key', 'value'] as const;

function layout(name: string, names: Names, { version, units }: Swin): WeightLayout {
  const single = new Map<string, TensorLocation>();
  const modules = new Map<string, TorchModule>([
    ['stem_conv', conv(names.stem.conv)],
    ['stem_norm', norm(names.stem.norm)],
    ['top_norm', norm(names.norm)],
    ['classifier', linear(names.classifier)],
  ]);
  const attention = (own: string, module: string): void => {
    fused.forEach((part, index) => {
      const shared = { part: { index, of: fused.length } };
      const layer = `${own}_${part}`;
      single.set(`${layer}/kernel`, { tensor: `${module}.qkv.weight`, transpose: 'oi', ...shared });
      const apart = version === 2 && part !== 'key' ? names.biases?.[part] : undefined;
      const bias = { tensor: `${module}.${apart ?? 'qkv.bias'}`, transpose: 'none' } as const;
      if (version === 1 || part !== 'key') {
        single.set(`${layer}/bias`, apart === undefined ? { ...bias, ...shared } : bias);
      }
    });
    const alone = (parameter: string, tensor: string) =>
      single.set(`${own}_${parameter}`, { tensor: `${module}.${tensor}`, transpose: 'none' });
    modules.set(`${own}_output`, linear(`${module}.proj`));
    if (version === 1) alone('bias/table', 'relative_position_bias_table');
    else {
      alone('scale/logarithm', 'logit_scale');
      modules.set(`${own}_bias1`, linear(`${module}.cpb_mlp.0`));
      modules.set(`${own}_bias2`, linear(`${module}.cpb_mlp.2`));
    }
  };
  units.forEach((count, stage) => {
    if (stage > 0) {
      modules.set(`stage${stage + 1}_merging_norm`, norm(`${names.merging(stage)}.norm`));
      modules.set(`stage${stage + 1}_merging_reduction`, linear(`${names.merging(stage)}.reduction`));
    }
    for (let unit = 0; unit < count; unit++) {
      const [own, module] = [`stage${stage + 1}_unit${unit + 1}`, names.unit(stage, unit)];
      modules.set(`${own}_norm1`, norm(`${module}.norm1`));
      modules.set(`${own}_norm2`, norm(`${module}.norm2`));
      modules.set(`${own}_mlp1`, linear(`${module}.${names.mlp[0]}`));
      modules.set(`${own}_mlp2`, linear(`${module}.${names.mlp[1]}`));
      attention(`${own}_attention`, `${module}.attn`);
    }
  });
  const rest = torchLayout(name, modules);
  return { name, locate: (parameter) => single.get(parameter) ?? rest.locate(parameter) };
}

export const swinLayouts = (net: Swin): readonly WeightLayout[] => [
  layout('torchvision', torchvision, net),
  layout('timm', timm, net),
  layout('microsoft', microsoft, net),
];

/** Tables that older files hold and that follow from the sizes. */
export const isSwinBuffer = (tensor: string): boolean =>
  /(relative_position_index|relative_coords_table|attn_mask)$/.test(tensor);
