/** Kernels of published weights for images of another number of channels than they were trained on. */
import { fail } from '@tlp/language/diagnostic.js';

/**
 * The kernel `[height, width, from, filters]` for `to` channels: their sum for one channel; else the kernel's own over and over,
 * each times `from / to`, so that an image of equal channels gives what it gave. Source: `adapt_input_conv` in timm's
 * models/_manipulate.py.
 * @throws TlpError TLP259 where the parameter is no kernel that differs in its channels alone
 */
export function adaptChannels(
  kernel: Float32Array,
  parameter: string,
  from: readonly number[],
  to: readonly number[],
): Float32Array {
  const channels = [from[2], to[2]] as const;
  const [given, wanted] = channels;
  const rest = ([height, width, , filters]: readonly number[]) => `${height},${width},${filters}`;
  if (from.length !== 4 || to.length !== 4 || rest(from) !== rest(to) || !given || !wanted) {
    throw fail(
      'TLP259',
      `The weights cannot be adapted to these images: ${parameter} has the shape [${from}], and the network needs [${to}].`,
      'Remove `channels`, so that the images are read as RGB, or use `weights: random`.',
    );
  }
  const filters = from[3]!;
  const places = from[0]! * from[1]!;
  const adapted = new Float32Array(places * wanted * filters);
  for (let place = 0; place < places; place++) {
    for (let channel = 0; channel < wanted; channel++) {
      for (let filter = 0; filter < filters; filter++) {
        const at = (c: number): number => kernel[(place * given + c) * filters + filter]!;
        adapted[(place * wanted + channel) * filters + filter] =
          wanted === 1 ? sum(given, at) : at(channel % given) * (given / wanted);
      }
    }
  }
  return adapted;
}

function sum(count: number, at: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += at(index);
  return total;
}
