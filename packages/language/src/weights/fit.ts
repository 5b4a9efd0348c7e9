/** Does a weight file belong to a network? Decided from names, types and shapes alone, before any value is read. */
import { buildBackbone } from '../backbones/build.js';
import type { Backbone, TensorLocation, WeightLayout } from '../backbones/card.js';
import { isPretrained } from '../graph/parameters.js';
import type { Graph, Parameter } from '../graph/types.js';
import { holds, shapeInFile } from './file-shape.js';
import { findPrefix } from './prefix.js';
import { listed, shown, shownShape } from './shown.js';

/** A tensor as a weight file's header tells of it. */
export interface TensorHeader {
  readonly dtype: string;
  readonly shape: readonly number[];
}

export type Headers = ReadonlyMap<string, TensorHeader>;

/** Where one parameter's values lie. */
export interface TensorPlace extends TensorLocation {
  readonly parameter: Parameter;
}

export interface Fit {
  readonly layout: WeightLayout<object>;
  /** What stands before the layout's names in the file. */
  readonly prefix: string;
  readonly places: readonly TensorPlace[];
  /** Tensors that are not the backbone's: of another head, for example. */
  readonly aside: readonly string[];
  /** Of the published classifier, where the file still has it. */
  readonly classifier?: { readonly kernel: TensorPlace; readonly bias: TensorPlace };
}

export interface Misfit {
  /** The first thing that does not fit, as a clause. */
  readonly problem: string;
  /** What to do, where it is something else than to take other weights. */
  readonly remedy?: string;
  /** Parameters that did fit. */
  readonly matched: number;
}

const FLOATING = new Set(['float32', 'float16', 'bfloat16', 'float64']);

/** The parameters that weights of the backbone fill. */
export function backboneParameters(graph: Graph): readonly Parameter[] {
  return graph.parameters.filter(isPretrained);
}

/**
 * The layout in which the file holds exactly the backbone's parameters, or what is wrong in the closest one. Of a backbone that
 * reads another number of channels, a file for the usual number fits too; its places then have the shapes of the file. One that
 * ends before the last block is judged by the whole network, which is what files hold.
 */
export function fitWeights(headers: Headers, backbone: Backbone, graph: Graph): Fit | Misfit {
  if (!backbone.wholeOf) return fitWhole(headers, backbone, graph);
  const fit = fitWhole(headers, backbone.wholeOf, buildBackbone(backbone.wholeOf, sizeOf(graph)));
  if (!('places' in fit)) return fit;
  const wanted = new Set(graph.parameters.map(({ name }) => name));
  return { ...fit, places: fit.places.filter(({ parameter }) => wanted.has(parameter.name)) };
}

function fitWhole(headers: Headers, backbone: Backbone, graph: Graph): Fit | Misfit {
  const fit = fitParameters(headers, backbone, backboneParameters(graph));
  if ('places' in fit) return fit;
  const { adaptedFrom, encoder } = backbone;
  if (adaptedFrom) return fitParameters(headers, adaptedFrom, parametersFrom(adaptedFrom, graph));
  if (!encoder || !fit.problem.startsWith(noTensor)) return fit;
  const alone = fitWhole(headers, encoder, buildBackbone(encoder));
  return 'places' in alone ? { ...fit, ...encoderAlone(fit) } : fit;
}

const encoderAlone = ({ problem }: Misfit): Pick<Misfit, 'problem' | 'remedy'> => ({
  problem: `${problem}; it holds the encoder alone, which cannot predict tokens`,
  remedy: 'Give the weights of the whole language model, or name a `label` column instead of `next`.',
});

/** The parameters of the graph with the shapes that they have in the backbone that it was adapted from. */
function parametersFrom(backbone: Backbone, graph: Graph): readonly Parameter[] {
  const published = buildBackbone(backbone, sizeOf(graph));
  const shapes = new Map(published.parameters.map(({ name, shape }) => [name, shape]));
  return backboneParameters(graph).map((each) => ({ ...each, shape: shapes.get(each.name) ?? each.shape }));
}

/** The side of the images that a graph is fed with; undefined of texts, which have no one length. */
function sizeOf({ nodes, inputs }: Graph): number | undefined {
  const size = nodes.find(({ name }) => name === inputs[0])?.outputs[0]?.shape[1];
  return typeof size === 'number' ? size : undefined;
}

function fitParameters(headers: Headers, backbone: Backbone, parameters: readonly Parameter[]): Fit | Misfit {
  const results = backbone.layouts.map((layout) => fitLayout(headers, backbone, parameters, layout));
  const fit = results.find((result) => 'places' in result);
  if (fit) return fit;
  const misfits = results.filter((result) => 'problem' in result);
  const [closest] = misfits.sort((a, b) => b.matched - a.matched);
  return closest ?? { problem: `${backbone.name} knows no weight files.`, matched: 0 };
}

function fitLayout(
  headers: Headers,
  backbone: Backbone,
  parameters: readonly Parameter[],
  written: WeightLayout<object>,
): Fit | Misfit {
  const layout = written.forFile?.([...headers.keys()]) ?? written;
  const bare = parameters.map((parameter) => placeOf(parameter, layout));
  const chosen = findPrefix(headers.keys(), new Set(bare.map(({ tensor }) => tensor)));
  if ('rivals' in chosen) return ambiguous(chosen.rivals, bare.length);
  // A prefix below which few names are found is none: a `4.0.conv1.weight` is no `conv1.weight` below `4.0.`.
  const known = chosen.found * 2 >= bare.length;
  const prefix = known ? chosen.prefix : '';
  const places = bare.map((at) => inFile(headers, below(prefix, at)));
  const problems = places.map((at) => problemOf(headers, at));
  const used = usedNames(places, prefix, backbone, layout);
  const aside = [...headers].flatMap(([name, header]) =>
    used.has(name) || isCounter(name, header) || backbone.unread?.(withoutPrefix(name, prefix)) ? [] : name,
  );
  const first = problems.find((one) => one !== undefined) ?? surplus(aside, places, prefix);
  if (first !== undefined) {
    const problem = first + (known ? insteadOf(places, headers, first, aside) : othersOf(headers));
    return { problem, matched: problems.filter((one) => one === undefined).length };
  }
  const classifier = placeClassifier(headers, prefix, backbone, layout);
  if (classifier) return { layout, prefix, places, aside, classifier };
  // One for other classes has the published names all the same.
  const own = new Set(places.map(({ tensor }) => tensor));
  const other = [...used].filter((name) => headers.has(name) && !own.has(name));
  return { layout, prefix, places, aside: [...other, ...aside] };
}

/** Of a tensor that does not stand below the prefix, as the head of a network that was wrapped, the whole name. */
const withoutPrefix = (name: string, prefix: string): string =>
  name.startsWith(prefix) ? name.slice(prefix.length) : name;

/** Where hardly a name of the file is known, those that it has tell more than the ones that are missing. */
const othersOf = (headers: Headers): string => `; its tensors are ${listed([...headers.keys()])}`;

/** After a tensor that is missing: which others are, and what the file has besides. */
function insteadOf(
  places: readonly TensorPlace[],
  headers: Headers,
  first: string,
  aside: readonly string[],
): string {
  const [missing, ...more] = places.flatMap(({ tensor }) => (headers.has(tensor) ? [] : tensor));
  if (missing === undefined || first !== lacks(missing)) return '';
  const others = more.length > 0 ? `, nor ${listed(more)}` : '';
  return others + (aside.length > 0 ? `; it has ${listed(aside)} instead` : '');
}

const noTensor = 'it has no tensor ';
const lacks = (tensor: string): string => noTensor + shown(tensor);

/** Names in the file of what the backbone and its published classifier are made of. */
function usedNames(
  places: readonly TensorPlace[],
  prefix: string,
  { classifier }: Backbone,
  layout: WeightLayout<object>,
): ReadonlySet<string> {
  const own = classifier ? [classifier.kernel, classifier.bias] : [];
  return new Set([
    ...places.map(({ tensor }) => tensor),
    ...own.map((name) => prefix + layout.locate(name).tensor),
  ]);
}

function ambiguous(prefixes: readonly string[], matched: number): Misfit {
  const [one, other] = prefixes.map((prefix) => (prefix === '' ? 'no prefix' : `\`${shown(prefix)}\``));
  return {
    problem: `it holds the network twice, below ${one} and below ${other}`,
    remedy: 'Save the one you mean in a file of its own.',
    matched,
  };
}

function placeOf(parameter: Parameter, layout: WeightLayout<object>): TensorPlace {
  return { parameter, ...layout.locate(parameter.name) };
}

/** Under the name that its variable has in the file, where only the layer's is known. */
function inFile(headers: Headers, at: TensorPlace): TensorPlace {
  if (!at.sole) return at;
  const variables = [...headers.keys()].filter((name) => name.startsWith(`${at.tensor}/`));
  return variables.length === 1 ? { ...at, tensor: variables[0]! } : at;
}

const below = (prefix: string, at: TensorPlace): TensorPlace =>
  at.beside ? at : { ...at, tensor: prefix + at.tensor };

function problemOf(headers: Headers, place: TensorPlace): string | undefined {
  const { parameter, tensor } = place;
  const header = headers.get(tensor);
  if (!header) return lacks(tensor);
  const needed = shapeInFile(parameter.shape, place);
  if (!holds(header.shape, parameter.shape, place))
    return `its tensor ${shown(tensor)} is ${shownShape(header.shape)}, not [${needed}]`;
  if (!FLOATING.has(header.dtype))
    return `its tensor ${shown(tensor)} holds ${header.dtype}, not floating-point numbers`;
  return undefined;
}

/**
 * A deeper sibling holds every tensor of a shallower one (ResNet-34 has all of ResNet-18), so tensors left over in
 * the modules that were read mean another architecture. Others, such as another head, may be there.
 */
function surplus(
  aside: readonly string[],
  places: readonly TensorPlace[],
  prefix: string,
): string | undefined {
  const modules = new Set(places.map(({ tensor }) => moduleOf(tensor.slice(prefix.length))));
  const rest = aside.filter(
    (name) => name.startsWith(prefix) && modules.has(moduleOf(name.slice(prefix.length))),
  );
  if (rest.length === 0) return undefined;
  return `it has ${rest.length} tensors too many, the first ${shown(rest[0]!)}`;
}

/**
 * The part of a network that a tensor belongs to: in PyTorch's names the first module. Keras has no modules but layers, all
 * at one level, whose names share their beginnings: `conv4_block6_1_conv` and `conv4_block7_1_conv`.
 */
function moduleOf(tensor: string): string {
  const slash = tensor.indexOf('/');
  if (slash < 0) return tensor.split('.', 1)[0]!;
  return `${/^[A-Za-z]*/.exec(tensor)![0].toLowerCase()}/`;
}

/** Batches that a batch-norm saw: an integer, or a float after `model.half()`. Any other scalar is no layer's. */
const isCounter = (name: string, { dtype, shape }: TensorHeader): boolean =>
  shape.length === 0 || name.endsWith('num_batches_tracked') || !FLOATING.has(dtype);

const classifierParameter = (name: string, shape: readonly number[]): Parameter => ({
  name,
  shape,
  role: 'kernel',
  origin: 'pretrained',
  layer: '',
  block: '',
  initializer: 'zeros',
});

function placeClassifier(
  headers: Headers,
  prefix: string,
  { classifier }: Backbone,
  layout: WeightLayout<object>,
): Fit['classifier'] {
  // What reads hidden layers is no classifier of these features.
  if (!classifier || classifier.hidden) return undefined;
  const { features, classes } = classifier;
  const at = (name: string, shape: readonly number[]): TensorPlace =>
    below(prefix, { ...layout.locate(name), parameter: classifierParameter(name, shape) });
  const kernel = at(classifier.kernel, [features, classes]);
  const bias = at(classifier.bias, [classes]);
  return (problemOf(headers, kernel) ?? problemOf(headers, bias)) ? undefined : { kernel, bias };
}
