/** Writes a model of TensorFlow as the nodes that ONNX would have: windows slide over NCHW there, and transposes cost nothing. */
import { type ForeignAttr, type ForeignNode, type ForeignTensor, ImportProblem } from '../model.js';

export type Attrs = Readonly<Record<string, ForeignAttr>>;

export class OnnxScript {
  readonly nodes: ForeignNode[] = [];
  #count = 0;

  constructor(readonly tensors: Map<string, ForeignTensor>) {}

  /** Adds a node of one output and gives its name. */
  add(op: string, name: string, inputs: readonly string[], attrs: Attrs = {}): string {
    const output = `${name}#${op}${++this.#count}`;
    this.nodes.push({ name, op, inputs, outputs: [output], attrs });
    return output;
  }

  several(
    op: string,
    name: string,
    inputs: readonly string[],
    count: number,
    attrs: Attrs = {},
  ): readonly string[] {
    const first = `${name}#${op}${++this.#count}`;
    const outputs = Array.from({ length: count }, (_, i) => `${first}:${i}`);
    this.nodes.push({ name, op, inputs, outputs, attrs });
    return outputs;
  }

  /** Whole numbers, one of them as a scalar where they are no list. */
  ints(name: string, values: number | readonly number[]): string {
    return this.constant(name, values, 'int64');
  }

  constant(
    name: string,
    values: number | readonly number[],
    dtype = 'float32',
    shape?: readonly number[],
  ): string {
    const list = typeof values === 'number' ? [values] : values;
    const full = `${name}#constant${++this.#count}`;
    const lies = shape ?? (typeof values === 'number' ? [] : [list.length]);
    this.tensors.set(full, { name: full, dtype, shape: lies, values: list, literal: true });
    return full;
  }

  nchw = (name: string, x: string): string => this.add('Transpose', name, [x], { perm: [0, 3, 1, 2] });

  nhwc = (name: string, x: string): string => this.add('Transpose', name, [x], { perm: [0, 2, 3, 1] });

  /** What `build` makes of the value with its channels second, with the channels last again. */
  windowed(name: string, x: string, build: (x: string) => string): string {
    return this.nhwc(name, build(this.nchw(name, x)));
  }

  /** A convolution with a kernel `[h,w,in,out]`, or `[h,w,C,M]` of a depthwise one. */
  convolution(
    name: string,
    x: string,
    kernel: string,
    { depthwise = false, bias, attrs }: Convolution,
  ): string {
    const shape = this.tensors.get(kernel)?.shape;
    if (shape?.length !== 4) throw new ImportProblem(`its kernel ${kernel} is no tensor of four axes`);
    const [h, w, channels, multiple] = shape as [number, number, number, number];
    const turned = depthwise
      ? this.add(
          'Transpose',
          name,
          [this.add('Reshape', name, [kernel], { shape: [h, w, channels * multiple, 1] })],
          {
            perm: [2, 3, 0, 1],
          },
        )
      : this.add('Transpose', name, [kernel], { perm: [3, 2, 0, 1] });
    const inputs = (value: string) => [value, turned, ...(bias === undefined ? [] : [bias])];
    const group: Attrs = depthwise ? { group: channels } : {};
    return this.windowed(name, x, (value) => this.add('Conv', name, inputs(value), { ...attrs, ...group }));
  }

  pool(kind: 'MaxPool' | 'AveragePool', name: string, x: string, attrs: Attrs): string {
    return this.windowed(name, x, (value) => this.add(kind, name, [value], attrs));
  }

  batchNorm(name: string, x: string, parameters: readonly string[], epsilon: number, axis: number): string {
    const norm = (value: string) => this.add('BatchNormalization', name, [value, ...parameters], { epsilon });
    return axis === 3 ? this.windowed(name, x, norm) : norm(x);
  }

  /** Rows and columns around a value `[N,H,W,C]`, of zeros. */
  pad(
    name: string,
    x: string,
    [top, bottom, left, right]: readonly [number, number, number, number],
  ): string {
    return this.add('Pad', name, [x], { pads: [0, top, left, 0, 0, bottom, right, 0] });
  }
}

export interface Convolution {
  readonly depthwise?: boolean;
  readonly bias?: string | undefined;
  readonly attrs: Attrs;
}

/** TensorFlow's names of paddings, as ONNX has them. */
export const autoPad = (padding: string): string =>
  padding.toUpperCase() === 'SAME' ? 'SAME_UPPER' : 'VALID';
