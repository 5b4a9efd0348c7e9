/** Layers of Keras as nodes. To add one, write it in the table at the end. */
import { isRecord } from '../../record.js';
import { ImportProblem } from '../model.js';
import { activate } from './activations.js';
import { type Attrs, autoPad, type OnnxScript } from './script.js';

/** What a layer is written with. */
export interface LayerContext {
  readonly script: OnnxScript;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly version: string;
  /** The file's name of a weight of the layer; undefined where it has none. */
  weight(name: string): string | undefined;
}

export type WriteLayer = (context: LayerContext, inputs: readonly string[]) => string;

export const numberOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' ? value : fallback;

const textOf = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/** A number for both sides, or a list. */
const pairOf = (value: unknown, fallback: number): readonly [number, number] => {
  if (Array.isArray(value)) return [numberOf(value[0], fallback), numberOf(value[1], fallback)];
  return [numberOf(value, fallback), numberOf(value, fallback)];
};

function required({ weight, name }: LayerContext, part: string): string {
  const found = weight(part);
  if (found === undefined) throw new ImportProblem(`its layer ${name} has no weight ${part}`);
  return found;
}

function windowAttrs(config: LayerContext['config'], size: unknown): Attrs {
  const [h, w] = pairOf(size, 1);
  if (textOf(config.data_format, 'channels_last') !== 'channels_last')
    throw new ImportProblem('its channels come first');
  const strides =
    config.strides === null || config.strides === undefined ? [h, w] : pairOf(config.strides, 1);
  const dilations = pairOf(config.dilation_rate, 1);
  return {
    kernel_shape: [h, w],
    strides: [...strides],
    dilations: [...dilations],
    auto_pad: autoPad(textOf(config.padding, 'valid')),
  };
}

const activated = ({ script, name, config, version }: LayerContext, x: string): string =>
  activate(script, name, x, activationOf(config.activation), version);

const activationOf = (value: unknown): string => {
  if (isRecord(value)) return textOf(value.class_name, 'linear').toLowerCase();
  return textOf(value, 'linear');
};

const convStrides = (config: LayerContext['config']) => ({ ...config, strides: config.strides ?? 1 });

const conv: WriteLayer = (c, [x = '']) => {
  const attrs = windowAttrs(convStrides(c.config), c.config.kernel_size);
  const groups = numberOf(c.config.groups, 1);
  const y = c.script.convolution(c.name, x, required(c, 'kernel'), {
    bias: c.weight('bias'),
    attrs: groups === 1 ? attrs : { ...attrs, group: groups },
  });
  return activated(c, y);
};

const depthwise: WriteLayer = (c, [x = '']) => {
  const kernel = c.weight('depthwise_kernel') ?? required(c, 'kernel');
  const attrs = windowAttrs(convStrides(c.config), c.config.kernel_size);
  return activated(
    c,
    c.script.convolution(c.name, x, kernel, { depthwise: true, bias: c.weight('bias'), attrs }),
  );
};

const separable: WriteLayer = (c, [x = '']) => {
  const attrs = windowAttrs(convStrides(c.config), c.config.kernel_size);
  const each = c.script.convolution(c.name, x, required(c, 'depthwise_kernel'), { depthwise: true, attrs });
  const plain = { kernel_shape: [1, 1], strides: [1, 1] };
  const options = { bias: c.weight('bias'), attrs: plain };
  return activated(c, c.script.convolution(c.name, each, required(c, 'pointwise_kernel'), options));
};

const batchNorm: WriteLayer = (c, [x = '']) => {
  const mean = required(c, 'moving_mean');
  const [channels = 1] = c.script.tensors.get(mean)!.shape;
  const filled = (value: number) => c.script.constant(c.name, new Array<number>(channels).fill(value));
  const parameters = [
    c.weight('gamma') ?? filled(1),
    c.weight('beta') ?? filled(0),
    mean,
    required(c, 'moving_variance'),
  ];
  const axis = Array.isArray(c.config.axis) ? numberOf(c.config.axis[0], -1) : numberOf(c.config.axis, -1);
  return c.script.batchNorm(
    c.name,
    x,
    parameters,
    numberOf(c.config.epsilon, 1e-3),
    axis === -1 || axis === 3 ? 3 : axis,
  );
};

const dense: WriteLayer = (c, [x = '']) => {
  const product = c.script.add('MatMul', c.name, [x, required(c, 'kernel')]);
  const bias = c.weight('bias');
  return activated(c, bias === undefined ? product : c.script.add('Add', c.name, [product, bias]));
};

const relu: WriteLayer = ({ script, name, config }, [x = '']) => {
  const { max_value: max, negative_slope: slope, threshold } = config;
  if (numberOf(threshold, 0) !== 0) throw new ImportProblem(`its layer ${name} has a threshold`);
  if (numberOf(slope, 0) !== 0) return script.add('LeakyRelu', name, [x], { alpha: numberOf(slope, 0) });
  return typeof max === 'number'
    ? script.add('Clip', name, [x], { min: 0, max })
    : script.add('Relu', name, [x]);
};

const padding: WriteLayer = ({ script, name, config }, [x = '']) => {
  const given = config.padding;
  const [rows, columns] = Array.isArray(given) ? given : [given, given];
  const [top, bottom] = pairOf(rows, 1);
  const [left, right] = pairOf(columns, 1);
  return script.pad(name, x, [top, bottom, left, right]);
};

const pool =
  (kind: 'MaxPool' | 'AveragePool'): WriteLayer =>
  ({ script, name, config }, [x = '']) =>
    script.pool(kind, name, x, windowAttrs(config, config.pool_size ?? 2));

const globalPool =
  (op: 'ReduceMean' | 'ReduceMax'): WriteLayer =>
  ({ script, name, config }, [x = '']) =>
    script.add(op, name, [x], { axes: [1, 2], keepdims: config.keepdims === true ? 1 : 0 });

const folded =
  (op: string): WriteLayer =>
  ({ script, name }, [first = '', ...rest]) =>
    rest.reduce((x, y) => script.add(op, name, [x, y]), first);

const same: WriteLayer = (_context, [x = '']) => x;

const reshape: WriteLayer = ({ script, name, config }, [x = '']) => {
  const target = Array.isArray(config.target_shape)
    ? config.target_shape.map((size) => numberOf(size, -1))
    : [];
  return script.add('Reshape', name, [x], { shape: [0, ...target] });
};

const rescaling: WriteLayer = ({ script, name, config }, [x = '']) => {
  const scaled = script.add('Mul', name, [x, script.constant(name, numberOf(config.scale, 1))]);
  const offset = numberOf(config.offset, 0);
  return offset === 0 ? scaled : script.add('Add', name, [scaled, script.constant(name, offset)]);
};

const layerNorm: WriteLayer = (c, [x = '']) =>
  c.script.add('LayerNormalization', c.name, [x, required(c, 'gamma'), required(c, 'beta')], {
    axis: -1,
    epsilon: numberOf(c.config.epsilon, 1e-3),
  });

const prelu: WriteLayer = (c, [x = '']) => c.script.add('PRelu', c.name, [x, required(c, 'alpha')]);

const permute: WriteLayer = ({ script, name, config }, [x = '']) =>
  script.add('Transpose', name, [x], {
    perm: [0, ...(Array.isArray(config.dims) ? config.dims.map((axis) => numberOf(axis, 1)) : [])],
  });

const upsampling: WriteLayer = ({ script, name, config }, [x = '']) => {
  const [h, w] = pairOf(config.size, 2);
  const scales = script.constant(name, [1, 1, h, w]);
  const mode = textOf(config.interpolation, 'nearest') === 'nearest' ? 'nearest' : 'linear';
  return script.windowed(name, x, (value) => script.add('Resize', name, [value, '', scales], { mode }));
};

const cropping: WriteLayer = ({ script, name, config }, [x = '']) => {
  const [rows, columns] = Array.isArray(config.cropping)
    ? config.cropping
    : [config.cropping, config.cropping];
  const [[top, bottom], [left, right]] = [pairOf(rows, 0), pairOf(columns, 0)];
  const far = 2 ** 31;
  return script.add('Slice', name, [x], {
    starts: [top, left],
    ends: [bottom === 0 ? far : -bottom, right === 0 ? far : -right],
    axes: [1, 2],
  });
};

export const kerasLayers: Readonly<Record<string, WriteLayer>> = {
  Conv2D: conv,
  DepthwiseConv2D: depthwise,
  SeparableConv2D: separable,
  BatchNormalization: batchNorm,
  LayerNormalization: layerNorm,
  Dense: dense,
  ReLU: relu,
  LeakyReLU: ({ script, name, config }, [x = '']) =>
    script.add('LeakyRelu', name, [x], { alpha: numberOf(config.alpha ?? config.negative_slope, 0.3) }),
  ELU: ({ script, name, config }, [x = '']) =>
    script.add('Elu', name, [x], { alpha: numberOf(config.alpha, 1) }),
  PReLU: prelu,
  Softmax: ({ script, name, config }, [x = '']) =>
    script.add('Softmax', name, [x], { axis: numberOf(config.axis, -1) }),
  Activation: (context, [x = '']) => activated(context, x),
  ZeroPadding2D: padding,
  Cropping2D: cropping,
  UpSampling2D: upsampling,
  MaxPooling2D: pool('MaxPool'),
  AveragePooling2D: pool('AveragePool'),
  GlobalAveragePooling2D: globalPool('ReduceMean'),
  GlobalMaxPooling2D: globalPool('ReduceMax'),
  Add: folded('Add'),
  Multiply: folded('Mul'),
  Subtract: folded('Sub'),
  Average: ({ script, name }, inputs) =>
    script.add('Div', name, [
      inputs.slice(1).reduce((x, y) => script.add('Add', name, [x, y]), inputs[0] ?? ''),
      script.constant(name, inputs.length),
    ]),
  Concatenate: ({ script, name, config }, inputs) =>
    script.add('Concat', name, inputs, { axis: numberOf(config.axis, -1) }),
  Flatten: ({ script, name }, [x = '']) => script.add('Flatten', name, [x], { axis: 1 }),
  Reshape: reshape,
  Permute: permute,
  Rescaling: rescaling,
  Dropout: same,
  SpatialDropout2D: same,
  GaussianNoise: same,
  GaussianDropout: same,
  ActivityRegularization: same,
};
