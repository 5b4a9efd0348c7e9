import { buildBackbone } from '../backbones/build.js';
import type { Backbone } from '../backbones/card.js';
import { backbones } from '../backbones/catalogue.js';
import { elementCount } from '../graph/shape.js';
import { type Fit, fitWeights, type Headers, type Misfit } from './fit.js';

/** A file may hold a head, statistics and a second copy beside a backbone, but hardly more than this many times its size. */
const mostBeside = 8;

/**
 * The backbone of the catalogue that a weight file's header fits. Only the graphs of those are built that have about as many
 * parameters as the file has values, the largest first: a file of a deeper network may hold all of a shallower one.
 */
export function recognise(headers: Headers): Backbone | undefined {
  return fitOfAny(headers)?.backbone;
}

interface Recognised {
  readonly backbone: Backbone;
  readonly fit: Fit;
}

/** Files whose answers are kept: an editor asks anew at every key for the few that its texts name. */
const mostKept = 16;

const kept = new Map<string, Recognised | undefined>();

/** The same, with where its tensors lie. */
export function fitOfAny(headers: Headers): Recognised | undefined {
  const key = [...headers].map(([name, { dtype, shape }]) => `${name} ${dtype} ${shape}`).join('\n');
  if (kept.has(key)) return kept.get(key);
  const found = findFit(headers);
  kept.set(key, found);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
  return found;
}

function findFit(headers: Headers): Recognised | undefined {
  const values = valuesOf(headers);
  const candidates = backbones
    .filter((one) => one.parameters <= values && wholeOf(one) * mostBeside >= values)
    .sort((x, y) => y.parameters - x.parameters);
  for (const backbone of candidates) {
    const fit = fitWeights(headers, backbone, buildBackbone(backbone));
    if ('places' in fit) return { backbone, fit };
  }
  return undefined;
}

/** Parameters with those of a published classifier's hidden layers, which are most of VGG's. */
const wholeOf = ({ parameters, classifier }: Backbone): number =>
  parameters + (classifier?.hidden?.parameters ?? 0);

/** Graphs that are built in search of the nearest backbone. */
const mostCompared = 12;

/** Of a file that fits none: the backbone that has the largest share of its tensors in it, and its first misfit. */
export function nearestBackbone(
  headers: Headers,
): { readonly backbone: Backbone; readonly misfit: Misfit } | undefined {
  const values = valuesOf(headers);
  const distance = ({ parameters }: Backbone): number => Math.abs(Math.log(parameters / values));
  const compared = [...backbones]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, mostCompared)
    .flatMap((backbone) => {
      const graph = buildBackbone(backbone);
      const misfit = fitWeights(headers, backbone, graph);
      return 'problem' in misfit && misfit.matched > 0
        ? [{ backbone, misfit, share: misfit.matched / graph.parameters.length }]
        : [];
    });
  return compared.sort((a, b) => b.share - a.share)[0];
}

const valuesOf = (headers: Headers): number =>
  [...headers.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
