/** The work of `tlp find-rate`. */
import { resolve } from 'node:path';
import { rateText } from '@tlp/language/number-text.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import { writeFileAtomic } from '../files/atomic.js';
import { rateChart } from '../report/rate-chart.js';
import { findPipelineRate, testablePhase } from '../train/find-rate/of-pipeline.js';
import type { RangeTest } from '../train/find-rate/range-test.js';
import { falls, suggestionsOf } from '../train/find-rate/suggestions.js';
import { isInterrupted } from '../train/phase-run.js';
import type { Context, Status } from './command.js';
import { prepareNative } from './prepare-native.js';
import { createProgress, createStatusLine } from './progress.js';
import { renderRates, twoDigits } from './rate-text.js';
import { readPipeline } from './read-pipeline.js';
import { rateWriter, type WrittenFile } from './write-rate.js';

export interface SearchArguments {
  readonly file: string;
  readonly pipeline?: string | undefined;
  readonly set: readonly string[];
  readonly phase?: string | undefined;
  readonly run?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  readonly write: boolean;
  readonly svg?: string | undefined;
  readonly seed?: number | undefined;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly format: 'text' | 'json';
}

export async function searchRate(args: SearchArguments, context: Context): Promise<Status> {
  const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
  const phase = testablePhase(pipeline, args.phase);
  // What cannot be written is told before anything is trained.
  const write = args.write ? await rateWriter(args.file, pipeline, phase, context) : null;
  const test = await testOf(pipeline, phase, args, context);
  if (!test) {
    context.err.write('\nStopped. Nothing was written.\n');
    return 130;
  }
  const suggestions = suggestionsOf(test);
  const svg = args.svg === undefined ? null : resolve(context.cwd, args.svg);
  const { valley } = suggestions;
  const save = async (): Promise<WrittenFile | null> => {
    if (svg !== null) {
      const title = `${pipeline.name}, phase ${phase.name}: loss by learning rate`;
      await writeFileAtomic(svg, rateChart(title, test, suggestions));
    }
    return write && valley !== null ? write(valley) : null;
  };
  let written: WrittenFile | null = null;
  if (args.format === 'json') {
    const about = { pipeline: pipeline.name, phase: phase.name, before: phase.learningRate.rate };
    // What was found is told also where a file cannot be written.
    try {
      written = await save();
    } finally {
      const found = { ...about, suggestions, falls: falls(test), ...facts(test), written, svg };
      context.out.write(`${JSON.stringify(found)}\n`);
    }
    return 0;
  }
  context.out.write(renderRates(test, suggestions, phase, context));
  written = await save();
  if (svg !== null) context.err.write(`Curve    ${args.svg}\n`);
  if (written) context.err.write(`Written  ${written.text}, in line ${written.line} of ${args.file}\n`);
  else if (write) context.err.write(`Nothing was written into ${args.file}.\n`);
  else if (valley !== null) context.err.write(`--write puts ${twoDigits(valley)} into the file.\n`);
  return 0;
}

/** The test with its progress shown; null where it was interrupted. */
async function testOf(
  pipeline: Pipeline,
  phase: Phase,
  { from, to, steps, run, seed, engine }: SearchArguments,
  context: Context,
): Promise<RangeTest | null> {
  const signal = context.interruptSignal();
  await prepareNative(engine, context);
  const line = createStatusLine(context);
  let step = 0;
  try {
    return await findPipelineRate(pipeline, {
      phase,
      range: { from, to, steps },
      run: run === undefined ? undefined : resolve(context.cwd, run),
      seed,
      engine,
      onEvent: createProgress(context),
      onPoint({ rate, smoothed }) {
        step += 1;
        line.update(`  step ${step}/${steps}  rate ${rateText(rate)}, loss ${smoothed.toFixed(4)}`);
      },
      signal,
    });
  } catch (error) {
    if (isInterrupted(error)) return null;
    throw error;
  } finally {
    line.clear();
  }
}

const facts = ({ range, end, points }: RangeTest) => ({
  ...range,
  end,
  rates: points.map(({ rate }) => rate),
  losses: points.map(({ loss }) => loss),
  smoothed: points.map(({ smoothed }) => smoothed),
});
