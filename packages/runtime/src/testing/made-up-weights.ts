/** Weight files without training and without a download. */
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { type FloatTensor, writeSafetensors } from '../weights/safetensors-write.js';
import { shapeInFile } from '../weights/transpose.js';

/** Small values under the names of the backbone's published file; variances are 1. */
export function writeMadeUpWeights(file: string, backbone: Backbone): Promise<void> {
  const [layout] = backbone.layouts;
  const tensors = buildBackbone(backbone, 32).parameters.map(({ name, shape, role }) => {
    const place = layout!.locate(name);
    const inFile = shapeInFile(shape, place);
    const data = new Float32Array(inFile.reduce((a, b) => a * b, 1));
    const value = role === 'variance' || role === 'scale' ? () => 1 : (i: number) => Math.sin(7 * i) / 10;
    return [place.tensor, { shape: inFile, data: data.map((_, i) => value(i)) }] as const;
  });
  return writeSafetensors(file, new Map<string, FloatTensor>(tensors));
}
