/** Decides, split by split, whether a phase reads stored features or fresh examples, and opens them. */
import { SPLITS, type SplitName } from '@tlp/language/data/split-bounds.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { isStorable, type PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Changes } from '@tlp/language/modalities/modality.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import { chooseStores } from '@tlp/language/plan/store-choice.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import { type FeatureStore, featureRoom, openFeatureStore } from '../data/features/store.js';
import { MAX_REPORTED } from '../data/reported.js';
import type { DataSet, Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { featureKey } from './feature-key.js';
import { freshSource } from './fresh-source.js';
import { frozenEngines } from './frozen-engines.js';
import { createLostExamples } from './lost-examples.js';
import { mixingOf } from './mixed-lessons.js';
import { interrupted } from './phase-run.js';
import { countRows, rowsRead, splitsOf } from './rows-read.js';
import type { ExampleSource, PhaseSources } from './source.js';
import { stopwatch } from './stopwatch.js';
import { storedSource } from './stored-source.js';
import { storedStarts } from './stored-starts.js';
import { baseFeatures, throughSource } from './through-source.js';
import type { SourceRequest } from './training-job.js';
import { warnOfUnreadWords } from './unread-words.js';
import { storedViews, viewsOf } from './views.js';

export interface SourceOptions {
  readonly dataSet: DataSet;
  readonly reader: Reader;
  /** What examples are called. */
  readonly noun: Noun;
  /** How training examples are changed; null where they are taken as they are. */
  readonly changes: Changes | null;
  readonly seed: number;
  /** Of the network's input. */
  readonly inputSize: number;
  /** Examples that go through the frozen part at once. */
  readonly batch: number;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  /** Of the feature store. Defaults to `features` in the per-user cache. */
  readonly featureFolder?: string | undefined;
  /** Training examples that phases have lost, by their identity; those that are lost are added. */
  readonly toldLost?: Set<string> | undefined;
  readonly onEvent: OnEvent;
  readonly onWarning: (warning: Diagnostic) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Opens the splits for a phase. @throws TLP850 interrupted; what reading examples and the store throw */
export async function openSources(
  { phase, program, weights, later, last, first, trainOnly, toKnow = false }: SourceRequest,
  options: SourceOptions,
): Promise<PhaseSources> {
  const { dataSet, reader, changes, seed } = options;
  const mixing = mixingOf({ seed, size: options.inputSize, phase });
  const clock = stopwatch(0);
  const storable = isStorable(program);
  /** Whether features that nobody would read again are not all stored. */
  let lacking = false;
  const fresh = (split: SplitName) =>
    !storable || lacking || (split === 'train' && (mixing !== undefined || changes?.stored === null));
  const frozen = frozenEngines(weights, options.engine);
  const stores = new Map<string, FeatureStore>();
  const storeOf = async ({ frozen: graph }: PhaseProgram) => {
    const key = graph!.outputs.join(' ');
    const there = stores.get(key);
    if (there) return there;
    const store = await openFeatureStore(await featureKey(graph!, weights, options), {
      onWarning: options.onWarning,
      folder: options.featureFolder,
    });
    stores.set(key, store);
    return store;
  };
  const rowsIn = rowsRead(dataSet, reader, toKnow);
  const opened = splitsOf(phase, last).filter((split) => split === 'train' || !trainOnly);
  const own = { phase, program };
  const sizes = { changes, last, inputSize: options.inputSize, room: featureRoom() };
  // Later phases are validated where this one may not be.
  const counted = trainOnly ? opened : splitsOf({}, last);
  const counts = await countRows(rowsIn, counted, reader, [own, ...later], sizes);
  const choice = chooseStores(own, later, { ...sizes, ...counts });
  const { through } = choice;
  if (through)
    options.onEvent({
      type: 'stage',
      message: `Features of phase ${phase.name} are computed in every epoch from those of ${through.at}, as the feature store (TLP_FEATURES_MAX_GB) has no room for both`,
    });
  const base = through ? { ...through.base, features: baseFeatures(program, through) } : program;
  const store = storable ? await storeOf(base) : null;
  const others: ((typeof later)[number] & { readonly store: FeatureStore })[] = [];
  for (const cut of choice.later) others.push({ ...cut, store: await storeOf(cut.program) });
  const starts = storedStarts(weights, options);
  const { noun, toldLost } = options;
  const lost = createLostExamples(dataSet, { phase: phase.name, noun: noun.many, toKnow, told: toldLost });
  let bytes = 0;
  let computed = 0;

  const openSplit = async (split: SplitName): Promise<ExampleSource | null> => {
    if (dataSet.splits[split].length === 0) return null;
    const { rows, parts } = await rowsIn(split);
    const source = await openRows(split, rows);
    return parts ? { ...source, parts } : source;
  };

  const viewsIn = (split: SplitName, { epochs }: Phase) =>
    split === 'train' ? storedViews(changes, reader, epochs) : null;

  const openRows = async (split: SplitName, examples: readonly Example[]): Promise<ExampleSource> => {
    const onUnusable = (example: Example, error: TlpError) => lost.lose(split, example, error);
    if (!store || fresh(split)) {
      const engine = program.frozen ? await frozen.one(program.frozen) : null;
      const changeBy = (example: Example, epoch: number, position: number) => [
        seed,
        phase.name,
        epoch,
        position,
        example.hash,
      ];
      const changed = split === 'train' ? { ...(changes && { changeBy }), mixing } : {};
      const lengths = await reader.lengths?.(examples);
      const places = await reader.places?.(examples);
      const read = { reader, program, frozen: engine, lengths, places, onUnusable };
      return freshSource(examples, { ...read, ...changed });
    }
    const stored = await storedSource(examples, {
      reader,
      batch: options.batch,
      program: base,
      store,
      frozen: frozen.joined,
      starts: starts.below,
      onUnusable: first ? undefined : onUnusable,
      views: viewsIn(split, phase),
      others: others
        .filter(({ phase: { contrast, mix } }) =>
          split === 'train' ? !mix : split === 'validation' && !contrast,
        )
        .map((cut) => ({ ...cut, views: viewsIn(split, cut.phase) })),
      onProgress: (done, total, from) => {
        if (options.signal?.aborted) throw interrupted(`while it computed features for phase ${phase.name}`);
        options.onEvent({
          type: 'features',
          phase: phase.name,
          split,
          done,
          total,
          ...(from.length > 0 && { from: [...from] }),
        });
      },
    });
    bytes += stored.bytes;
    computed += stored.computed;
    return through
      ? throughSource(stored.source, { ...through, program, engine: await frozen.one(through.rest.graph) })
      : stored.source;
  };

  const dispose = async () => {
    starts.release();
    lost.tell(options.onWarning);
    for (const store of stores.values()) await store.close();
    await frozen.dispose();
  };
  try {
    if (toKnow && store) {
      lacking = await isLacking(store, (await rowsIn('train')).rows);
      if (lacking) options.onEvent({ type: 'stage', message: `Reading the training ${noun.many} again` });
    }
    const train = await openSplit('train');
    const validation = opened.includes('validation') ? await openSplit('validation') : null;
    const test = opened.includes('test') ? await openSplit('test') : null;
    starts.release();
    if (!train) throw new Error('The training split is empty.');
    if (first) {
      for (const warning of await warnOfUnreadWords(reader, dataSet)) options.onWarning(warning);
      const read = (split: SplitName) => !fresh(split) && opened.includes(split);
      const wanted: readonly SplitName[] = trainOnly ? ['train'] : SPLITS;
      await checkRest(
        wanted.filter((split) => !read(split)).flatMap((split) => dataSet.splits[split]),
        options,
      );
    }
    // Where every split is stored, the frozen part has done its work and need not stay in memory.
    if (!fresh('train') && !through) await frozen.dispose();
    const perEpoch = { train: fresh('train'), validation: fresh('validation'), test: fresh('test') };
    const stored = { bytes, forwardPasses: computed, seconds: clock() };
    return { train, validation, test, stored, perEpoch, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const isLacking = async (store: FeatureStore, rows: readonly Example[]): Promise<boolean> =>
  (await store.missing(viewsOf(rows, null).map(({ record }) => record))).length > 0;

/**
 * Examples that nothing has read before the first epoch are read once for their own sake: to learn that one is damaged
 * after hours of training would be late. @throws TlpError of the bad ones, at most ten
 */
async function checkRest(examples: readonly Example[], options: SourceOptions): Promise<void> {
  if (examples.length === 0) return;
  const { reader, noun, featureFolder, signal } = options;
  options.onEvent({ type: 'stage', message: `Checking the ${noun.many}` });
  const wrong = await reader.check(examples, {
    featureFolder,
    onItem: () => {
      if (signal?.aborted) throw interrupted('before training started');
    },
  });
  if (wrong.length > 0) throw new TlpError(wrong.slice(0, MAX_REPORTED));
}
