/** The units of inverted residual networks: their numbers of channels, strides and windows. */
import type { NoAttrs } from '../graph/ops/elementwise.js';
import type { OpDefinition } from '../graph/types.js';

/** One unit, its name and place aside. */
export interface UnitForm {
  /** Channels that it is given. */
  readonly inputs: number;
  /** Channels between; absent where it does not expand. */
  readonly hidden?: number;
  /** Channels that it gives. */
  readonly filters: number;
  readonly stride: 1 | 2;
  readonly size: 3 | 5;
  /** Channels in the middle of its squeeze-and-excitation; absent where it has none. */
  readonly squeezed?: number;
  /** The network's where it is left out. */
  readonly activation?: OpDefinition<NoAttrs>;
  /** Whether one convolution expands and filters. */
  readonly fused?: boolean;
}

export interface Unit extends UnitForm {
  /** `block2a`. */
  readonly name: string;
  /** From 0: of the stage, within the stage, and over the whole network. */
  readonly stage: number;
  readonly position: number;
  readonly index: number;
}

/** One stage: `repeats` units, of which the first strides and changes the number of channels. */
export interface Stage {
  readonly expansion: number;
  readonly filters: number;
  readonly repeats: number;
  readonly stride: 1 | 2;
  readonly size: 3 | 5;
  /** Whether it has a squeeze-and-excitation, by a quarter of the unit's inputs. */
  readonly squeeze?: boolean;
  readonly fused?: boolean;
}

/** Units by stage, named by stage and letter. */
export function named(stages: readonly (readonly UnitForm[])[]): readonly (readonly Unit[])[] {
  let index = 0;
  return stages.map((units, stage) =>
    units.map((unit, position): Unit => {
      const name = `block${stage + 1}${String.fromCharCode(97 + position)}`;
      return { ...unit, name, stage, position, index: index++ };
    }),
  );
}

/** The units of the stages after a stem of so many filters. */
export function unitsOf(stages: readonly Stage[], stemFilters: number): readonly (readonly Unit[])[] {
  let inputs = stemFilters;
  return named(
    stages.map((stage) =>
      Array.from({ length: stage.repeats }, (_, i) => {
        const unit = unitOf(stage, inputs, i === 0 ? stage.stride : 1);
        inputs = stage.filters;
        return unit;
      }),
    ),
  );
}

function unitOf(stage: Stage, inputs: number, stride: 1 | 2): UnitForm {
  const { expansion, filters, size, squeeze = false, fused = false } = stage;
  return {
    inputs,
    filters,
    stride,
    size,
    ...(expansion === 1 ? {} : { hidden: inputs * expansion }),
    ...(squeeze ? { squeezed: Math.max(1, Math.floor(inputs / 4)) } : {}),
    ...(fused ? { fused } : {}),
  };
}

/** Stages widened and deepened by EfficientNet's factors. Tan and Le 2019, arXiv:1905.11946. */
export const scaled = (
  stages: readonly Stage[],
  { width, depth }: { readonly width: (filters: number) => number; readonly depth: number },
): readonly Stage[] =>
  stages.map((stage) => ({
    ...stage,
    filters: width(stage.filters),
    repeats: Math.ceil(stage.repeats * depth),
  }));
