/** Whether there is what it takes to say how sure answers are, before a run trains and after. */
import { failBy } from '@tlp/language/checks/raise.js';
import { askedOf } from '@tlp/language/checks/sure/asked.js';
import { fewForInterval } from '@tlp/language/checks/sure/few-for-interval.js';
import { fewForNearest } from '@tlp/language/checks/sure/few-for-nearest.js';
import { rejectedByClassName } from '@tlp/language/checks/sure/rejected-by-class-name.js';
import { sureOfNothing } from '@tlp/language/checks/sure/sure-of-nothing.js';
import { penultimateOf } from '@tlp/language/graph/penultimate.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import { mostKnown } from '@tlp/language/plan/known-room.js';
import type { Pipeline, Schedule } from '@tlp/language/resolve/pipeline.js';
import { examplesForInterval } from '@tlp/language/run/intervals.js';
import type { RunWarning } from '@tlp/language/run/record.js';
import type { DataSet } from '../data/types.js';
import { sampleOf } from '../known/sample.js';
import type { TaskSettings } from '../tasks/settings.js';

/** @throws TLP577 no validation examples, TLP219 too few for the interval, TLP220 a class of the name of what is rejected */
export function checkSure(
  { data, schedule }: Pick<Pipeline, 'data' | 'schedule'>,
  { outputs, splits }: DataSet,
): void {
  const { noun } = modalityOf(data);
  const { reject, interval } = schedule;
  const validation = splits.validation.length;
  const at = { file: data.path };
  const [property] = askedOf(schedule);
  if (property && validation === 0) throw failBy(sureOfNothing, { property, noun }, at);
  if (interval !== undefined && validation < examplesForInterval(interval)) {
    const needed = examplesForInterval(interval);
    throw failBy(fewForInterval, { level: interval, needed, validation, noun }, at);
  }
  if (reject && outputs.includes(reject.name)) throw failBy(rejectedByClassName, { name: reject.name }, at);
}

/** @throws TLP243 fewer training examples are kept with the model than it is to compare with */
export function checkKnown({ data, schedule }: Pipeline, { splits }: DataSet, network: Graph): void {
  const by = schedule.reject?.by;
  if (!by) return;
  const { width } = penultimateOf(network);
  const known = sampleOf(splits.train, mostKnown(width), schedule.seed).length;
  const { noun } = modalityOf(data);
  if (known < by.k) throw failBy(fewForNearest, { k: by.k, known, noun }, { file: data.path });
}

/** What is to be said where the evaluation could choose nothing; null where it has chosen what was asked for. */
export function notSure({ rejection, intervals }: TaskSettings, schedule: Schedule): RunWarning | null {
  const lacking = askedOf(schedule).find((name) => !(name === 'reject' ? rejection : intervals));
  return lacking === undefined
    ? null
    : {
        code: 'TLP910',
        message: `Too few validation examples could be judged for \`${lacking}\`, so answers are without it.`,
        remedy: 'Look at what the run left out and at its loss, and train again.',
      };
}
