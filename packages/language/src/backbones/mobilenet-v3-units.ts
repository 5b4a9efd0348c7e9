/** The units of MobileNetV3, which torchvision's `_mobilenet_v3_conf` and Keras's `stack_fn` both have. */
import { hardSwish, relu } from '../graph/ops/elementwise.js';
import { named, type Unit, type UnitForm } from './inverted-residual-units.js';
import { roundedWidth } from './widths.js';

/** Expansion, filters, window, stride, squeeze-and-excitation, activation. */
type Row = readonly [number, number, 3 | 5, 1 | 2, 'se' | '', 'relu' | 'swish'];

export const large: readonly (readonly Row[])[] = [
  [[1, 16, 3, 1, '', 'relu']],
  [
    [4, 24, 3, 2, '', 'relu'],
    [3, 24, 3, 1, '', 'relu'],
  ],
  [
    [3, 40, 5, 2, 'se', 'relu'],
    [3, 40, 5, 1, 'se', 'relu'],
    [3, 40, 5, 1, 'se', 'relu'],
  ],
  [
    [6, 80, 3, 2, '', 'swish'],
    [2.5, 80, 3, 1, '', 'swish'],
    [2.3, 80, 3, 1, '', 'swish'],
    [2.3, 80, 3, 1, '', 'swish'],
  ],
  [
    [6, 112, 3, 1, 'se', 'swish'],
    [6, 112, 3, 1, 'se', 'swish'],
  ],
  [
    [6, 160, 5, 2, 'se', 'swish'],
    [6, 160, 5, 1, 'se', 'swish'],
    [6, 160, 5, 1, 'se', 'swish'],
  ],
];

export const small: readonly (readonly Row[])[] = [
  [[1, 16, 3, 2, 'se', 'relu']],
  [
    [72 / 16, 24, 3, 2, '', 'relu'],
    [88 / 24, 24, 3, 1, '', 'relu'],
  ],
  [
    [4, 40, 5, 2, 'se', 'swish'],
    [6, 40, 5, 1, 'se', 'swish'],
    [6, 40, 5, 1, 'se', 'swish'],
  ],
  [
    [3, 48, 5, 1, 'se', 'swish'],
    [3, 48, 5, 1, 'se', 'swish'],
  ],
  [
    [6, 96, 5, 2, 'se', 'swish'],
    [6, 96, 5, 1, 'se', 'swish'],
    [6, 96, 5, 1, 'se', 'swish'],
  ],
];

export interface Variant {
  readonly rows: readonly (readonly Row[])[];
  readonly alpha: number;
  /** Windows of 3 pixels, ReLU and no squeeze-and-excitation: for hardware that has nothing else. */
  readonly minimalistic: boolean;
}

export const stemFilters = 16;

/** Only the units are widened; a unit's expansion counts from its widened inputs. */
export function unitsOf({ rows, alpha, minimalistic }: Variant): readonly (readonly Unit[])[] {
  let inputs = stemFilters;
  const forms = rows.map((stage) =>
    stage.map(([expansion, width, size, stride, se, activation]): UnitForm => {
      const hidden = roundedWidth(inputs * expansion);
      const filters = roundedWidth(width * alpha);
      const form: UnitForm = {
        inputs,
        filters,
        stride,
        size: minimalistic ? 3 : size,
        activation: activation === 'relu' || minimalistic ? relu : hardSwish,
        ...(expansion === 1 ? {} : { hidden }),
        ...(se && !minimalistic ? { squeezed: roundedWidth(hidden / 4) } : {}),
      };
      inputs = filters;
      return form;
    }),
  );
  return named(forms);
}
