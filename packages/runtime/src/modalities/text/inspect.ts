/** Looks at a table or a folder of texts and says what of it a first pipeline is made of. */
import { basename } from 'node:path';
import { decodeText, type Encoding } from '@tlp/language/data/encoding.js';
import { proposeTextColumns, type TextColumnsProposed } from '@tlp/language/data/table/propose-texts.js';
import { readDecoded } from '@tlp/language/data/table/read.js';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { answerTasks } from '../../data/answer-tasks.js';
import { tableBytes } from '../../data/table-text.js';
import { STRATIFIED } from '../choices.js';
import type { ClassCount } from '../write-pipeline.js';
import type { TextExample } from './example.js';
import { findTexts } from './open.js';

export interface TextsInspected {
  readonly data: TextData;
  /** Or labels; none where numbers are to be predicted. */
  readonly classes: readonly ClassCount[];
  readonly examples: readonly TextExample[];
  readonly warnings: readonly Diagnostic[];
}

/** @throws TlpError TLP683 where no column holds texts or answers, and what the data have wrong */
export async function inspectTexts(path: string): Promise<TextsInspected> {
  const data = tableFormat(path)
    ? await tableOf(path)
    : { ...usual, path, labels: { kind: 'folder' } as const };
  const { outputs, examples, warnings } = await findTexts(data);
  const counts = outputs.map(() => 0);
  const isCounted = targetForm(data.labels) !== 'numbers';
  for (const { target } of isCounted ? examples : []) for (const index of target) counts[index]! += 1;
  const classes = isCounted ? outputs.map((name, index) => ({ name, images: counts[index]! })) : [];
  return { data, classes, examples, warnings };
}

const usual = {
  kind: 'text',
  text: [],
  columns: [],
  split: STRATIFIED,
  batch: 32,
  balance: 'none',
  splitSeed: 0,
  long: 'head',
  encoding: 'utf8',
} as const;

async function tableOf(path: string): Promise<TextData> {
  const bytes = await tableBytes({ path });
  const encoding = encodingOf(bytes);
  const decoded = decodeText(bytes, encoding);
  const columns = 'text' in decoded ? columnsIn(decoded.text, path) : undefined;
  if (!columns) {
    throw fail(
      'TLP683',
      `No two columns of ${basename(path)} look like a text and what is to be predicted of it.`,
      'Write a pipeline that names them, by `text` and by `label`, `labels` or `target`.',
      { file: path, exitCode: 2 },
    );
  }
  const { text, answer, split } = columns;
  return {
    ...usual,
    path,
    text,
    encoding,
    labels: { kind: 'table', path, task: answerTasks[answer.kind], answer },
    ...(split === null ? {} : { split: { kind: 'column', column: split, validationFraction: 0.1 } }),
  };
}

/** UTF-8, unless the bytes are none and look like another. */
function encodingOf(bytes: Uint8Array): Encoding {
  const decoded = decodeText(bytes);
  return ('line' in decoded ? decoded.likely : undefined) ?? 'utf8';
}

function columnsIn(text: string, path: string): TextColumnsProposed | undefined {
  const table = readDecoded(text, tableFormat(path) ?? 'csv');
  return table.rows.length > 0 ? proposeTextColumns(table) : undefined;
}
