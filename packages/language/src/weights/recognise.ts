import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { backbones } from '../backbones/catalogue.js';
import { elementCount } from '../graph/shape.js';
import { fitWeights, type Headers } from './fit.js';

/** A file may hold a head, statistics and a second copy beside a backbone, but hardly more than this many times its size. */
const mostBeside = 8;

/**
 * The backbone of the catalogue that a weight file's header fits. Only the graphs of those are built that have about as many
 * parameters as the file has values, the largest first: a file of a deeper network may hold all of a shallower one.
 */
export function recognise(headers: Headers): Backbone | undefined {
  const values = [...headers.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return backbones
    .filter(({ parameters }) => parameters <= values && parameters * mostBeside >= values)
    .sort((a, b) => b.parameters - a.parameters)
    .find((backbone) => 'places' in fitWeights(headers, backbone, buildBackbone(backbone)));
}
