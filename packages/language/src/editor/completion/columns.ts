/** The columns of the table that the data block names. */

import type { ColumnSample } from '../../data/table/sample.js';
import { tableFormat } from '../../data/table/table.js';
import { column } from '../../schema/columns.js';
import { writeValue } from '../../schema/write.js';
import type { Cursor } from '../context/cursor.js';
import { expectedAt } from '../context/expected.js';
import { around, type Block, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import type { Snapshot } from '../snapshot.js';
import { tableColumns } from '../table-columns.js';
import { isText } from '../tokens.js';
import { Group, Kind, type Offer } from './offer.js';
import { parentsOf } from './others.js';
import { sourcePath } from './source-path.js';

/** Where no column may stand, and where there is no table to be seen, none. */
export function columnOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  if (!scene.settings.lookAtData || !expectedAt(cursor)?.type?.column) return [];
  const { word } = cursor;
  const quoted = word.kind === 'text';
  return columnsOf(scene, cursor).map((sample) => {
    const written = quoted ? JSON.stringify(sample.name) : writeValue(column, sample.name);
    return {
      label: sample.name,
      text: written,
      kind: Kind.Field,
      group: Group.First,
      filter: quoted ? written : sample.name,
      detail: sample.numbers ? 'numbers' : 'column',
      ...(sample.values.length > 0 ? { doc: `Holds, for example: ${sample.values.join(', ')}.` } : {}),
      ...(quoted ? { start: word.start, end: word.end } : {}),
    };
  });
}

/** Of the table that the data block names, or that of a pipeline it extends. */
function columnsOf(scene: Scene, { block, root }: Cursor): readonly ColumnSample[] {
  const pipeline = around(block, 'pipeline');
  if (!pipeline) return [];
  for (const one of parentsOf(scene, { block: pipeline, root, uri: scene.snapshot.uri })) {
    const table = childBlocks(one.pipeline, 'data')
      .map((data) => tableOf(data) ?? tableAsData(data, snapshotOf(scene, one.uri)))
      .find((path) => path !== undefined);
    if (table !== undefined && tableFormat(table)) return tableColumns(table, one.uri, scene.workspace);
  }
  return [];
}

const snapshotOf = ({ snapshot, workspace }: Scene, uri: string): Snapshot | undefined =>
  uri === snapshot.uri ? snapshot : workspace.snapshot(uri);

/** The path of the data themselves, where that is of a table. */
function tableAsData(data: Block, snapshot: Snapshot | undefined): string | undefined {
  const path = snapshot && sourcePath(data, snapshot);
  return path !== undefined && tableFormat(path) ? path : undefined;
}

/** The path that `table:` of a data block names in quotes. */
function tableOf({ members }: Block): string | undefined {
  const written = members.find((member) => member.kind === 'property' && member.name.text === 'table');
  const value = written?.kind === 'property' ? written.value : undefined;
  return value && isText(value) ? value.text.slice(1, -1) : undefined;
}
