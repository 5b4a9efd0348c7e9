/** From the `data text(…)` of a pipeline to labelled examples in splits. */

import type { DataRule } from '@tlp/language/checks/data/data-rule.js';
import { dataRules } from '@tlp/language/checks/data/data-rules.js';
import { listed } from '@tlp/language/checks/listed.js';
import { rowsFound, tableOfBytes } from '@tlp/language/data/row-data.js';
import { slicesBy } from '@tlp/language/data/slices/slicing.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { rowData, type TextData } from '@tlp/language/modalities/text/data.js';
import { textFiles } from '@tlp/language/modalities/text/text-files.js';
import { count } from '@tlp/language/quantities.js';
import { taskOfLabels } from '@tlp/language/resolve/labels.js';
import { answersWords } from '@tlp/language/tasks/each.js';
import { divideExamples } from '../../data/dataset.js';
import { findExamples, judge, type LocatedExample } from '../../data/find-examples.js';
import { mapParallel } from '../../data/parallel.js';
import { MAX_REPORTED } from '../../data/reported.js';
import { tableBytes } from '../../data/table-text.js';
import type { Found } from '../../data/types.js';
import { withoutExcluded } from '../../data/without-excluded.js';
import type { OpenedData, OpenOptions } from '../modality.js';
import { warnOfAlikeTexts } from './alike-texts.js';
import type { TextExample } from './example.js';
import { contentHash, contentsOf, hashOf, isBlank } from './row-texts.js';
import { readTextFile } from './text-file.js';
import { findUnlabelled } from './unlabelled.js';

/** @throws TlpError with codes TLP323 to TLP397 (see the catalogue), exit code 1. */
export async function openTexts(data: TextData, options: OpenOptions = {}): Promise<OpenedData<TextExample>> {
  const { outputs, examples, warnings } = await findTexts(data, options);
  const divided = divideExamples(examples, outputs, data, { leftOut: [], warnings });
  const alike = warnOfAlikeTexts(divided.dataSet, data.path);
  return { ...divided, warnings: [...divided.warnings, ...alike] };
}

export interface TextsFound {
  readonly outputs: readonly string[];
  readonly examples: readonly Found<TextExample>[];
  readonly warnings: readonly Diagnostic[];
}

/** All that is there, in no splits yet. @throws TlpError as {@link openTexts} */
export const findTexts = async (
  data: TextData,
  { onProgress }: Pick<OpenOptions, 'onProgress'> = {},
  rules: readonly DataRule<never>[] = dataRules,
): Promise<TextsFound> =>
  data.labels.kind === 'table' ? findRows(data, rules) : findFiles(data, rules, onProgress);

async function findRows(data: TextData, rules: readonly DataRule<never>[]): Promise<TextsFound> {
  const wanted = rowData(data)!;
  const table = tableOfBytes(await tableBytes(wanted.labels), wanted);
  const found = await withoutExcluded(rowsFound(wanted, table), data);
  const { warnings } = judge(found, data, rules);
  if (found.table?.state !== 'read') throw new Error(`${data.path} was not read.`);
  const { outputs, examples } = found.table.joined;
  const read = contentsOf(table, data.text, answersWords(taskOfLabels(data.labels)));
  const slicesOf = slicesBy(data.slices, table);
  let at = 0;
  return {
    outputs,
    examples: examples.map(({ image: id, split, group, target, lines: [line] }) => {
      // Rows that give no example lie between those that do.
      while (table.rows[at]!.line !== line) at++;
      const own = read(table.rows[at]!);
      const slices = slicesOf && { slices: slicesOf({ name: id, line }) };
      return { id, ...own, hash: contentHash(own), target, folderSplit: split, group, ...slices };
    }),
    warnings,
  };
}

async function findFiles(
  data: TextData,
  rules: readonly DataRule<never>[],
  onProgress: OpenOptions['onProgress'],
): Promise<TextsFound> {
  const {
    outputs,
    examples: located,
    warnings,
  } = data.labels.kind === 'own' ? await findUnlabelled(data) : await findExamples(data, textFiles, rules);
  let done = 0;
  const wrong: Diagnostic[] = [];
  const blank: LocatedExample[] = [];
  const examples = await mapParallel(located, READS_AT_ONCE, async ({ path, ...example }) => {
    const read = await readTextFile(path, data.encoding);
    onProgress?.(++done, located.length);
    if ('wrong' in read) {
      wrong.push(read.wrong);
      return [];
    }
    const texts = [read.text] as const;
    if (!isBlank(texts)) return [{ ...example, texts, hash: hashOf(texts) }];
    blank.push({ path, ...example });
    return [];
  });
  if (wrong.length > 0) throw new TlpError(wrong.slice(0, MAX_REPORTED));
  return { outputs, examples: examples.flat(), warnings: [...warnings, ...blankFiles(blank, data.path)] };
}

const READS_AT_ONCE = 8;

function blankFiles(blank: readonly LocatedExample[], root: string): readonly Diagnostic[] {
  if (blank.length === 0) return [];
  const names = listed(blank.map(({ id }) => id).sort());
  const are =
    blank.length === 1 ? 'One text is blank and is' : `${count(blank.length)} texts are blank and are`;
  return [
    {
      code: 'TLP397',
      severity: 'warning',
      message: `${are} left out: ${names}.`,
      remedy: 'Remove the files, unless the texts have been lost.',
      file: root,
    },
  ];
}
