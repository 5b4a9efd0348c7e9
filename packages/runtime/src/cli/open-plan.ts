/** A pipeline's plan, with the data and the weights that it starts from opened: the work of `tlp plan` and of a sweep's budget. */

import { SPLITS } from '@tlp/language/data/split-bounds.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { isOfVectors } from '@tlp/language/import/vectors/card.js';
import { backboneFor, modalityOf } from '@tlp/language/modalities/index.js';
import { phaseCuts } from '@tlp/language/plan/phase-cuts.js';
import { type Plan, planPipeline } from '@tlp/language/plan/plan.js';
import type { StoredStart } from '@tlp/language/plan/stored-start.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { featureRoom } from '../data/features/store.js';
import type { DataSet } from '../data/types.js';
import { chosenBackbone } from '../import/chosen.js';
import { fitBackbone } from '../modalities/fit-backbone.js';
import { runtimeModality } from '../modalities/index.js';
import { joinedData } from '../train/joined-data.js';
import { plannedStoredStart } from '../train/planned-stored-start.js';
import { countRows, rowsRead } from '../train/rows-read.js';
import { type PlannedStart, plannedStart } from '../train/warm-start/planned-start.js';
import { surveyOf } from './survey.js';

export interface OpenPlan {
  readonly plan: Plan;
  readonly dataSet: DataSet;
  readonly told: readonly Diagnostic[];
  /** Null where the weights are those of no run. */
  readonly start: PlannedStart | null;
  readonly survey: Awaited<ReturnType<typeof surveyOf>>;
}

/** The data of a pipeline, and what they make of its backbone. */
export type OpenedData = Awaited<ReturnType<typeof openData>>;

/** @throws TlpError of data that are at fault */
export async function openData(pipeline: Pipeline) {
  const modality = runtimeModality(pipeline.data);
  const opened = await modality.open(pipeline.data);
  const card = chosenBackbone(pipeline.backbone);
  const fitted = await fitBackbone(backboneFor(card, pipeline.data), pipeline.data, opened.dataSet);
  const { backbone, told } = fitted;
  const survey = await surveyOf(pipeline, backbone, opened.dataSet);
  const preparation = modality.preparation(pipeline.data, backbone.preprocessing);
  const dataSet = await joinedData(pipeline, preparation, opened.dataSet);
  const reader = modality.reader(pipeline.backbone.inputSize, preparation);
  // How many words a table has is known by now; other networks are not changed by the data.
  const planned = isOfVectors(backbone) ? backbone : card;
  return {
    backbone,
    planned,
    survey,
    dataSet,
    reader,
    rowsIn: rowsRead(dataSet, reader),
    told: [...opened.warnings, ...told, ...(survey?.warnings ?? [])],
  };
}

/** @param opened of a pipeline with the same backbone, data and task */
export async function planOf(pipeline: Pipeline, opened: OpenedData): Promise<Plan> {
  const { backbone, planned, dataSet, reader, rowsIn } = opened;
  const room = featureRoom();
  const { inputSize } = pipeline.backbone;
  const { rows, tokens } = await countRows(
    rowsIn,
    SPLITS,
    reader,
    phaseCuts(pipeline, backbone, dataSet.outputs.length),
    { changes: modalityOf(pipeline.data).changes(pipeline.data), last: true, inputSize, room },
  );
  const size = {
    classes: dataSet.outputs.length,
    ...(pipeline.task === 'classification' && { perClass: perClassOf(dataSet) }),
    images: {
      train: dataSet.splits.train.length,
      validation: dataSet.splits.validation.length,
      test: dataSet.splits.test.length,
    },
    ...((reader.parts || reader.views) && { rows }),
    ...(tokens && { tokens }),
  };
  return planPipeline(pipeline, planned, size, room);
}

/** @param engine that the run is to have @throws TlpError of data or of a run that are at fault */
export async function openPlan(
  pipeline: Pipeline,
  engine: 'auto' | 'tensorflow' | 'portable' = 'auto',
): Promise<OpenPlan> {
  const opened = await openData(pipeline);
  const { backbone, dataSet, survey } = opened;
  const start = await plannedStart(pipeline, backbone, dataSet);
  const told = [...opened.told, ...(start?.told ?? [])];
  const onWarning = (warning: Diagnostic) => void told.push(warning);
  const storedStart = await plannedStoredStart(pipeline, { backbone, dataSet, engine, onWarning });
  const plan = withStoredStart(await planOf(pipeline, opened), storedStart);
  return { plan, dataSet, told, start, survey };
}

/** What the first phase need not compute from the examples. */
function withStoredStart(plan: Plan, storedStart: StoredStart | null): Plan {
  const [first, ...others] = plan.phases;
  if (!storedStart || !first) return plan;
  const { everyEpoch, planned } = first.frozenPasses;
  const left = Math.max(0, planned - storedStart.views);
  const frozenPasses = { everyEpoch, planned: left, saved: Math.max(0, everyEpoch - left) };
  return { ...plan, phases: [{ ...first, storedStart, frozenPasses }, ...others] };
}

/** Training examples of each class. */
function perClassOf({ outputs, splits }: DataSet): readonly number[] {
  const counts = outputs.map(() => 0);
  for (const { target } of splits.train) counts[target[0]!]! += 1;
  return counts;
}
