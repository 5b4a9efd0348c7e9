import type { Stage } from './inverted-residual-units.js';

/** The stages of EfficientNet-B0, of which the others and the Lite ones are widened and deepened; no squeeze-and-excitation. */
export const efficientnetStages: readonly Stage[] = [
  { expansion: 1, filters: 16, repeats: 1, stride: 1, size: 3 },
  { expansion: 6, filters: 24, repeats: 2, stride: 2, size: 3 },
  { expansion: 6, filters: 40, repeats: 2, stride: 2, size: 5 },
  { expansion: 6, filters: 80, repeats: 3, stride: 2, size: 3 },
  { expansion: 6, filters: 112, repeats: 3, stride: 1, size: 5 },
  { expansion: 6, filters: 192, repeats: 4, stride: 2, size: 5 },
  { expansion: 6, filters: 320, repeats: 1, stride: 1, size: 3 },
];
