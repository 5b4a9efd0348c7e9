/** `tlp sweep` for people and for programs. */

import path from 'node:path';
import { counted } from '@tlp/language/quantities.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { shellCommand } from '../shell-quote.js';
import { setsOf } from '../sweep/draw-trials.js';
import type { SweepRecord } from '../sweep/record.js';
import { soupName } from '../sweep/soup.js';
import { bestTrial, scoreText, soupText, stateText, tableOrder } from '../sweep/table.js';
import { fileArgument, trainingArguments } from './again.js';
import type { Context } from './command.js';
import { near } from './near.js';
import { liveArgument } from './open-live.js';
import type { SweepArguments } from './sweep-arguments.js';
import { table } from './table.js';

interface Made {
  /** Absolute. */
  readonly folder: string;
  readonly page: string;
  readonly args: SweepArguments;
}

export function sweepText(record: SweepRecord, { folder, page, args }: Made, context: Context): string {
  const c = context.colors;
  const { sweep, monitor, best } = record;
  const metric = metricOf(monitor);
  const rows = tableOrder(record).map((trial) => [
    trial.name,
    ...trial.values,
    String(trial.epochs),
    scoreText(trial, monitor),
    stateText(trial, best),
  ]);
  const columns = [
    { title: 'trial' },
    ...sweep.knobs.map(({ path: title }) => ({ title })),
    { title: 'epochs', align: 'right' as const },
    { title: `validation ${metric.title}`, align: 'right' as const },
    { title: '' },
  ];
  const winner = bestTrial(record);
  const lines: string[] = [
    '',
    table(columns, rows),
    '',
    ...(winner
      ? [
          `Best     ${c.cyan(near(path.join(folder, winner.name), context.cwd))}`,
          `Again    ${c.cyan(runCommand(args, setsOf(sweep, winner)))}`,
        ]
      : []),
    ...(record.soup
      ? [`Soup     ${soupText(record.soup, monitor, c.cyan(near(path.join(folder, soupName), context.cwd)))}`]
      : []),
    `Page     ${c.cyan(near(page, context.cwd))}`,
    ...(winner && !args.write ? ['--write puts these values into the file.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export const writtenText = ({ sweep }: SweepRecord, { file }: SweepArguments): string =>
  `Written  ${counted(sweep.knobs.length, 'value')} into ${file}\n`;

/** @param written the file that the best values were written into */
export function sweepJson(record: SweepRecord, folder: string, args: SweepArguments, written: string | null) {
  const winner = bestTrial(record);
  return {
    folder,
    ...record,
    sets: winner ? setsOf(record.sweep, winner) : null,
    command: winner ? runCommand(args, setsOf(record.sweep, winner)) : null,
    written,
  };
}

/** What trains the same as the trial did. */
const runCommand = (args: SweepArguments, sets: readonly string[]): string =>
  shellCommand([
    'tlp',
    'run',
    fileArgument(args.file),
    ...trainingArguments(args),
    ...sets.flatMap((value) => ['--set', value]),
  ]);

export function resumeSweepCommand(args: SweepArguments, folder: string): string {
  const { file, write, offline, verify, format, live } = args;
  return shellCommand([
    ...['tlp', 'sweep', fileArgument(file), '--out', folder, '--resume', ...trainingArguments(args)],
    ...(write ? ['--write'] : []),
    ...liveArgument(live),
    ...(offline ? ['--offline'] : []),
    ...(verify ? ['--verify'] : []),
    ...(format === 'text' ? [] : ['--format', format]),
  ]);
}
