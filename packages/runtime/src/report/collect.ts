/** From the files of a finished run to what the page shows. */
import path from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { withChosenForm } from '@tlp/language/backbones/chosen-form.js';
import { explainPipeline } from '@tlp/language/plan/explain.js';
import { planPipeline } from '@tlp/language/plan/plan.js';
import { calibrationText } from '@tlp/language/run/calibration.js';
import type { EpochRecord } from '@tlp/language/run/events.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { sureText } from '@tlp/language/run/sure.js';
import { mapAhead } from '../data/ahead.js';
import { runtimeModality } from '../modalities/index.js';
import { type Nearest, readNearest } from '../nearest/nearest-file.js';
import type { Mistake } from '../tasks/report.js';
import { importedIn } from '../train/model.js';
import {
  linesOf,
  type Prediction,
  predictionsIn,
  readLines,
  readRun,
  runPaths,
} from '../train/run-directory.js';
import { checkSeal, rebuildIt, unfinished } from '../train/run-file-error.js';
import { version } from '../version.js';
import { accountsOf } from './accounts.js';
import { chooseMistakes } from './choose-mistakes.js';
import type { JudgedSplit, ReportData, ShownMistake } from './data.js';
import { collectLabelErrors } from './label-errors.js';
import { longestOf } from './longest.js';
import { aboutNearest, shownNeighbours } from './neighbours.js';
import { withoutPlaces } from './places.js';
import { sliceMarks } from './slice-mark.js';
import { worstMistakes } from './worst-mistakes.js';

/** Examples whose files are read at once. */
const shownAtOnce = 8;

/** @throws TlpError TLP853, TLP854 where there is no run to read; TLP875 where it has not finished */
export async function collectReport(run: string): Promise<ReportData> {
  const record = await readRun(run);
  if (record.metrics === null || record.finished === null) throw unfinished(run);
  const { pipeline, outputs, examples } = record;
  const paths = runPaths(run);
  const predictionsFile = predictionsIn(run, record);
  for (const file of [paths.metrics, predictionsFile]) {
    await checkSeal(file, record.files[path.relative(run, file)]!, rebuildIt(run));
  }
  const card = pipeline.backbone.model ? await importedIn(run) : findBackbone(pipeline.backbone.name);
  if (!card) throw new Error(`The run's backbone ${pipeline.backbone.name} is not in the catalogue.`);
  const labelErrors = collectLabelErrors(record);
  const nearest = await readNearest(run, record);
  const predictions = heard(linesOf<Prediction>(predictionsFile), labelErrors.see);
  const judged = await judgedSplit(record, predictions, nearest);
  const data: ReportData = {
    pipeline: pipeline.name,
    description: pipeline.description,
    file: pipeline.file,
    version,
    finished: new Date(record.finished),
    seed: record.seed,
    seconds: record.seconds,
    task: pipeline.task,
    outputs,
    monitor: pipeline.schedule.monitor,
    epochs: await readLines<EpochRecord>(paths.metrics),
    phases: record.phases,
    plan: planPipeline(pipeline, withChosenForm(card, pipeline.backbone), {
      classes: outputs.length,
      images: examples,
    }),
    metrics: record.metrics,
    judged,
    slices: record.slices ?? [],
    labelErrors: await labelErrors.result(),
    calibrated: record.calibration ? calibrationText(record.calibration, record.metrics) : null,
    sure: sureText(record.metrics),
    expectations: record.expectations ?? [],
    accounts: await accountsOf(run, record, judged?.accounted ?? []),
    longest: judged && (await longestOf(run, record, judged.ids, judged.wrong)),
    warnings: record.warnings,
    values: explainPipeline(pipeline),
  };
  return withoutPlaces(data, pipeline);
}

/** The same items, which somebody else sees as they come: the file of predictions may be long. */
async function* heard<T>(items: AsyncIterable<T>, see: (item: T) => void): AsyncGenerator<T> {
  for await (const item of items) {
    see(item);
    yield item;
  }
}

interface Judging extends JudgedSplit {
  readonly accounted: Parameters<typeof accountsOf>[2];
  /** Of all its examples. */
  readonly ids: readonly string[];
  /** What is wrong, by the ids of the examples. */
  readonly wrong: ReadonlyMap<string, Mistake>;
}

/** The test split where the run has one, else the validation split. */
async function judgedSplit(
  { metrics, outputs, pipeline, slices = [] }: RunRecord,
  predictions: AsyncIterable<Prediction>,
  nearest: Nearest | null,
): Promise<Judging | null> {
  const name = metrics?.test ? 'test' : 'validation';
  const judged = metrics?.[name];
  if (!judged) return null;
  const { show, account = { wrong: 0, right: 0 } } = runtimeModality(pipeline.data);
  const right: { readonly id: string; readonly isRight: boolean }[] = [];
  const ids: string[] = [];
  const asked = { task: pipeline.task, outputs, split: name, metrics: judged } as const;
  const wrong = await worstMistakes(predictions, asked, ({ id }, mistake) => {
    ids.push(id);
    if (!mistake && right.length < account.right) right.push({ id, isRight: true });
  });
  const chosen = chooseMistakes(wrong);
  const neighbours = nearest && 'mistakes' in nearest && nearest.split === name ? nearest.mistakes : [];
  const near = new Map(neighbours.map((one) => [one.id, one.nearest]));
  const showing = mapAhead(chosen, shownAtOnce, async ({ slices: keys, ...mistake }) => ({
    ...mistake,
    ...(keys && { slices: sliceMarks(slices, keys) }),
    shown: await show(pipeline.data, mistake.id),
    nearest: await shownNeighbours(near.get(mistake.id) ?? [], pipeline, outputs),
  }));
  const mistakes: ShownMistake[] = [];
  for await (const mistake of showing) mistakes.push(mistake);
  const accounted = [
    ...wrong.slice(0, account.wrong).map(({ id, cell }) => ({ id, isRight: false, said: cell?.[1] })),
    ...right,
  ];
  return {
    name,
    metrics: judged,
    mistakeCount: wrong.length,
    mistakes,
    nearest: aboutNearest(nearest, pipeline.data),
    accounted,
    ids,
    wrong: new Map(wrong.map((mistake) => [mistake.id, mistake])),
  };
}
