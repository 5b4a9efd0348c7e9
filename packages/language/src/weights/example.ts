import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { shapeInFile } from './file-shape.js';

/** The shapes of the backbone's tensors, as a file of its first layout has them. */
export function shapesOf(backbone: Backbone): Readonly<Record<string, readonly number[]>> {
  const [layout] = backbone.layouts;
  const { parameters } = buildBackbone(backbone);
  return Object.fromEntries(
    parameters.flatMap(({ name, shape }) => {
      const place = layout?.locate(name);
      return place ? [[place.tensor, shapeInFile(shape, place)]] : [];
    }),
  );
}

/** For examples and tests: the beginning of a safetensors file with these shapes. */
export function safetensorsText(shapes: Readonly<Record<string, readonly number[]>>): string {
  let offset = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const begin = offset;
    offset += shape.reduce((n, d) => n * d, 4);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }];
  });
  let json = JSON.stringify(Object.fromEntries(entries));
  // Padded, so that no byte of the length is above 127 and the text is the same bytes in UTF-8.
  while (bytesOf(json.length).some((byte) => byte > 127)) json += ' ';
  return String.fromCharCode(...bytesOf(json.length)) + json;
}

const bytesOf = (length: number): readonly number[] =>
  Array.from({ length: 8 }, (_, index) => Math.floor(length / 256 ** index) % 256);
