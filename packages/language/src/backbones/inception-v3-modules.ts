/** The modules of Inception V3; branches are named as in torchvision's `models/inception.py` and joined along the channels. */
import type { GraphBuilder } from '../graph/builder.js';
import type { ConvOptions } from '../graph/layers.js';
import { concat } from '../graph/ops/tensor.js';
import type { Ref } from '../graph/types.js';

/** What a module is built with; its names are those of the module. */
export interface Tools {
  readonly b: GraphBuilder;
  readonly name: string;
  conv(
    x: Ref,
    branch: string,
    filters: number,
    size: ConvOptions['size'],
    options?: Pick<ConvOptions, 'stride' | 'padding'>,
  ): Ref;
  /** Means of 3×3 pixels, as many as there were. */
  average(x: Ref): Ref;
  /** The largest of 3×3 pixels, half as many. */
  max(x: Ref): Ref;
}

export type Module = (x: Ref, tools: Tools) => Ref;

const halved = { stride: 2, padding: 'valid' } as const;
const across = (size: number) => [1, size] as const;
const down = (size: number) => [size, 1] as const;

const join = ({ b, name }: Tools, branches: readonly Ref[]): Ref =>
  b.apply(concat, branches, {}, `${name}/concat`);

/** 5×5 and 3×3. */
const a =
  (poolFilters: number): Module =>
  (x, tools) => {
    const { conv, average } = tools;
    const one = conv(x, 'branch1x1', 64, 1);
    const five = conv(conv(x, 'branch5x5_1', 48, 1), 'branch5x5_2', 64, 5);
    const wide = conv(conv(x, 'branch3x3dbl_1', 64, 1), 'branch3x3dbl_2', 96, 3);
    const three = conv(wide, 'branch3x3dbl_3', 96, 3);
    return join(tools, [one, five, three, conv(average(x), 'branch_pool', poolFilters, 1)]);
  };

/** Halves the map. */
const b: Module = (x, tools) => {
  const { conv, max } = tools;
  const three = conv(x, 'branch3x3', 384, 3, halved);
  const wide = conv(conv(x, 'branch3x3dbl_1', 64, 1), 'branch3x3dbl_2', 96, 3);
  return join(tools, [three, conv(wide, 'branch3x3dbl_3', 96, 3, halved), max(x)]);
};

/** 7×7 as rows and columns. */
const c =
  (filters: number): Module =>
  (x, tools) => {
    const { conv, average } = tools;
    const one = conv(x, 'branch1x1', 192, 1);
    const narrow = conv(conv(x, 'branch7x7_1', filters, 1), 'branch7x7_2', filters, across(7));
    const seven = conv(narrow, 'branch7x7_3', 192, down(7));
    let double = conv(x, 'branch7x7dbl_1', filters, 1);
    double = conv(double, 'branch7x7dbl_2', filters, down(7));
    double = conv(double, 'branch7x7dbl_3', filters, across(7));
    double = conv(double, 'branch7x7dbl_4', filters, down(7));
    double = conv(double, 'branch7x7dbl_5', 192, across(7));
    return join(tools, [one, seven, double, conv(average(x), 'branch_pool', 192, 1)]);
  };

/** Halves the map. */
const d: Module = (x, tools) => {
  const { conv, max } = tools;
  const three = conv(conv(x, 'branch3x3_1', 192, 1), 'branch3x3_2', 320, 3, halved);
  const narrow = conv(conv(x, 'branch7x7x3_1', 192, 1), 'branch7x7x3_2', 192, across(7));
  const seven = conv(conv(narrow, 'branch7x7x3_3', 192, down(7)), 'branch7x7x3_4', 192, 3, halved);
  return join(tools, [three, seven, max(x)]);
};

/** 3×3 as a row beside a column. */
const e: Module = (x, tools) => {
  const { conv, average } = tools;
  const one = conv(x, 'branch1x1', 320, 1);
  const narrow = conv(x, 'branch3x3_1', 384, 1);
  const three = [conv(narrow, 'branch3x3_2a', 384, across(3)), conv(narrow, 'branch3x3_2b', 384, down(3))];
  const wide = conv(conv(x, 'branch3x3dbl_1', 448, 1), 'branch3x3dbl_2', 384, 3);
  const double = [conv(wide, 'branch3x3dbl_3a', 384, across(3)), conv(wide, 'branch3x3dbl_3b', 384, down(3))];
  return join(tools, [one, ...three, ...double, conv(average(x), 'branch_pool', 192, 1)]);
};

export const inceptionModules: readonly Module[] = [
  a(32),
  a(64),
  a(64),
  b,
  c(128),
  c(160),
  c(160),
  c(192),
  d,
  e,
  e,
];
