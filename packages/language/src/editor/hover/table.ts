/** The table that labels the data, and its columns. */

import { editorBudget } from '../../data/look.js';
import type { Separator } from '../../data/table/table.js';
import { modalityOf } from '../../modalities/index.js';
import { lookAtData } from '../../modalities/look.js';
import { count, counted } from '../../quantities.js';
import type { Draft } from '../../resolve/draft.js';
import { fileName } from '../../resolve/paths.js';
import type { Scene } from '../feature.js';
import { filesBeside } from '../files-beside.js';
import type { Slot } from '../locate/located.js';
import { tableColumns } from '../table-columns.js';
import { type Fact, facts, type Part, text, title } from './text.js';

const separators: Readonly<Record<Separator, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** Of a word or a text that names a column, what the column holds. */
export function columnParts(
  name: string,
  { spec }: Slot,
  scene: Scene,
  draft: Draft | undefined,
): readonly Part[] {
  const table = spec?.type.column && draft ? tableOf(draft) : undefined;
  if (table === undefined || !scene.settings.lookAtData) return [];
  const file = fileName(table);
  const found = tableColumns(table, scene.snapshot.uri, scene.workspace).find(
    (column) => column.name === name,
  );
  if (!found) return [];
  const { values, numbers } = found;
  return [
    title(name, `column of \`${file}\``),
    text(spec?.doc ?? ''),
    facts(values.length > 0 && [numbers ? 'Numbers' : 'Values', `${values.join(', ')} …`]),
  ];
}

/** On the property that names the table, or the columns of the data where they are one: how it was read, and what came of it. */
export function tableFacts({ names, block }: Slot, scene: Scene, draft: Draft): readonly Fact[] {
  const { data } = draft.pipeline;
  if (block !== 'data' || data.labels.kind !== 'table') return [];
  if (names.length !== 1 || !['table', modalityOf(data).rowColumns].includes(names[0])) return [];
  if (!scene.settings.lookAtData) return [];
  const seen = lookAtData(filesBeside(scene.snapshot.uri, scene.workspace.files), data, editorBudget);
  const table = seen?.table;
  if (table?.state !== 'read') return [];
  const named = table.columns.filter((name) => name !== '').join(', ');
  if (!seen?.whole) return [['Columns', named]];
  const examples = [...table.examples.values()].reduce((sum, each) => sum + each, 0);
  return [
    ['Columns', named],
    ...(table.separator === null ? [] : [['Separated by', separators[table.separator]] as const]),
    ['Contains', `${counted(table.rows, 'row')} for ${counted(examples, 'example')}`],
    ...(table.unlabelled.count > 0 ? [['Without a row', count(table.unlabelled.count)] as const] : []),
  ];
}

const tableOf = ({ pipeline: { data } }: Draft): string | undefined =>
  data.labels.kind === 'table' ? data.labels.path : undefined;
