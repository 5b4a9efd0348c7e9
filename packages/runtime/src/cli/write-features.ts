/** The work of `tlp features`. */
import { resolve } from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { nearest } from '@tlp/language/checks/did-you-mean.js';
import { type Diagnostic, fail, TlpError } from '@tlp/language/diagnostic.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { buildHead } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { nodesByName, prune, typeOf } from '@tlp/language/graph/walk.js';
import { isImported } from '@tlp/language/import/card.js';
import { isFromFolder } from '@tlp/language/import/folder.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import { windowsNotWhole } from '@tlp/language/modalities/text/checks/windows-not-whole.js';
import { type Long, usualStride } from '@tlp/language/modalities/text/long.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { renamed } from '@tlp/language/resolve/names.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import type { Item } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';
import { fetchText } from '../weights/fetch.js';
import { loadBackboneWeights, type PublishedChoice } from '../weights/load.js';
import type { Context, Status } from './command.js';
import { backboneAt, backboneNamed, inputSizeOf } from './describe-backbone.js';
import { csvLines, type FeatureRow, writeCsv, writeNpy } from './feature-files.js';
import { featureRows } from './feature-rows.js';
import { expandInputs } from './inputs.js';
import { tellLeftOut } from './left-out.js';
import { near } from './near.js';
import { createStatusLine } from './progress.js';
import { fetchDescription } from './repositories.js';

export interface FeatureArguments {
  readonly backbone: string;
  readonly inputs: readonly string[];
  readonly weights?: string | undefined;
  readonly at?: string | undefined;
  readonly input?: number | undefined;
  readonly resize: 'stretch' | 'crop' | 'pad';
  readonly channels: number;
  readonly column?: string | undefined;
  readonly pool: 'average' | 'none';
  readonly long: 'head' | 'head_tail' | 'window';
  readonly to?: readonly string[] | undefined;
}

export async function writeFeatures(args: FeatureArguments, context: Context): Promise<Status> {
  await fetchDescription(args.backbone, context);
  const card = backboneOf(args.backbone, context.cwd);
  const { resize, channels, long } = args;
  const text = args.column?.split(',') ?? [];
  const choices = { ...defaultsOf(card), resize, channels, text, long: longNamed(long) };
  const named = backboneFor(card, choices);
  const size = inputSizeOf(named, args.input);
  const modality = runtimeModality({ kind: named.modality });
  const { noun } = modalityOf({ kind: named.modality });
  const prepared = (preprocessing: object) => modality.preparation(choices, preprocessing);
  const { items, missing } = await expandInputs(
    modality.inputs,
    prepared(named.preprocessing),
    args.inputs,
    context,
  );
  checkWindows(args, text, items);
  const { backbone } = (await modality.fit?.(named, items)) ?? { backbone: named };
  const whole = buildBackbone(backbone, size);
  const graph = featureGraph(backbone, whole, args.at, args.pool);
  const shape = typeOf(nodesByName(graph), graph.outputs[0]!).shape.slice(1).map(Number);
  const choice = weightsChoice(backbone, args.weights, context.cwd);
  const line = createStatusLine(context);
  // A file is judged by the whole backbone, also where only its first blocks are wanted.
  const { weights, preprocessing } = await loadBackboneWeights(backbone, whole, choice, {
    onProgress: (progress) => line.update(fetchText(progress)),
  });
  const reader = modality.reader(size, prepared(preprocessing));
  const leftOut = [...missing];
  let count = 0;
  const rows = featureRows(graph, weights, reader, items, {
    inputSize: size,
    onStage: line.update,
    onUnusable: (_, error) => leftOut.push(...error.diagnostics),
    onProgress(done) {
      count = done;
      line.update(`${done} of ${items.length} ${noun.many}`);
    },
  });
  const all = orNothing(rows, leftOut);
  const [format, file] = args.to ?? ['csv', '-'];
  const { cwd } = context;
  const target = resolve(cwd, file!);
  const told = () => `${count} × ${shape.join(' × ')} numbers in ${file}`;
  if (file === '-') {
    for await (const text of csvLines(all, shape, cwd)) context.out.data(text);
    line.clear();
  } else if (format === 'npy') {
    const beside = await writeNpy(target, all, { shape, most: items.length, cwd });
    line.print(`${told()}, the names of the ${noun.many} in ${near(beside, cwd)}, in the same order.`);
  } else {
    await writeCsv(target, all, shape, cwd);
    line.print(`${told()}, ${noun.many} in the order given.`);
  }
  return tellLeftOut(leftOut, context);
}

/** Of the catalogue, or one for texts. What an imported graph wants to be fed with, its file does not tell. */
function backboneOf(name: string, cwd: string): Backbone {
  const backbone = backboneAt(name, cwd);
  return isImported(backbone) ? backboneNamed(name) : backbone;
}

/** @throws TlpError of the inputs where none of them could be read: then there is nothing to write */
async function* orNothing(rows: AsyncIterable<FeatureRow>, leftOut: readonly Diagnostic[]) {
  let some = false;
  for await (const row of rows) {
    some = true;
    yield row;
  }
  if (!some) throw new TlpError(leftOut);
}

/**
 * The backbone up to a block, and where asked for the mean that a head would take of it, no token before the content; of texts
 * what the network is used with: behind its last block that may be a vector of length 1.
 */
function featureGraph(
  backbone: Backbone,
  whole: Graph,
  at: string | undefined,
  pool: 'average' | 'none',
): Graph {
  const names = whole.blocks.map((block) => block.name);
  const block = at === undefined ? whole.blocks.at(-1) : whole.blocks.find(({ name }) => name === at);
  if (!block) {
    const near = nearest(at ?? '', names);
    throw fail(
      'TLP877',
      `${backbone.name} has no block "${at}".`,
      near ? `Did you mean ${near}?` : `Its blocks are ${names.join(', ')}.`,
      { exitCode: 2 },
    );
  }
  const { shape } = typeOf(nodesByName(whole), block.output);
  const places = shape.map((_, axis) => axis).slice(1, -1);
  const unit = backbone.normalized && block === whole.blocks.at(-1);
  if (pool === 'none' || (places.length === 0 && !unit)) return prune({ ...whole, outputs: [block.output] });
  const b = GraphBuilder.from(whole);
  const tokens = backbone.pooled ?? backbone.tokens;
  const mask = tokens?.padded ? textInputs.mask : undefined;
  const given = { features: block.output, mask, ...tokens };
  const mode = mask === undefined ? 'average' : (tokens?.pool ?? 'average');
  const layers: readonly HeadLayer[] = [
    ...(places.length > 0 ? [{ kind: 'pool', mode } as const] : []),
    ...(unit ? [{ kind: 'normalize' } as const] : []),
  ];
  return prune(b.finish([buildHead(b, given, layers, 1)]));
}

/** `imagenet`, `random`, or a path: whatever is no name of the card and looks like a file is one. */
function weightsChoice(backbone: Backbone, written: string | undefined, cwd: string): PublishedChoice {
  if (written === 'random') return { kind: 'random' };
  if (written === undefined && (isFromFolder(backbone) || isOfVectors(backbone))) return { kind: 'model' };
  const name = written ?? backbone.sources[0]?.name ?? 'random';
  const isFile = /[/\\]|\.(pth|pt|safetensors|bin)$/.test(name);
  return isFile ? { kind: 'file', path: resolve(cwd, name) } : { kind: 'source', name };
}

/** What the `data` block has where nothing is written. */
const defaultsOf = ({ modality: kind }: Backbone): Readonly<Record<string, unknown>> =>
  renamed(
    Object.fromEntries(
      Object.entries(modalityOf({ kind }).properties).map(([name, { fallback }]) => [name, fallback?.value]),
    ),
  );

/** As the property `long` of a `data` block says it; of windows with the overlap that they have where none is written. */
const longNamed = (name: FeatureArguments['long']): Long =>
  name === 'window' ? { kind: 'window', stride: usualStride } : name;

/** @throws TlpError TLP877 */
function checkWindows(
  { long, pool }: FeatureArguments,
  columns: readonly string[],
  items: readonly Item[],
): void {
  if (long !== 'window') return;
  const inWords = items.some(({ words }) => words);
  if (inWords || columns.length > 1) {
    const message = inWords
      ? 'Texts that are given word by word are not divided into windows.'
      : windowsNotWhole.message({ tagged: false });
    throw fail('TLP877', message, 'Leave out --long window.', { exitCode: 2 });
  }
  if (pool === 'none') {
    const message = 'The vectors of tokens are not averaged over windows, which share tokens.';
    throw fail('TLP877', message, 'Leave out --pool none, or --long window.', { exitCode: 2 });
  }
}
