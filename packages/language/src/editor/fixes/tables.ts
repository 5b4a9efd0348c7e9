/** Fixes of what a table has to say, and of the properties that name it. */

import { excludeMissing } from '../../checks/data/exclude/exclude-missing.js';
import { columnMissing } from '../../checks/data/table/column-missing.js';
import { columnWithoutTable } from '../../checks/data/table/column-without-table.js';
import { labelsNotSeparated } from '../../checks/data/table/labels-not-separated.js';
import { tableMissing } from '../../checks/data/table/table-missing.js';
import { twoAnswers } from '../../checks/data/table/two-answers.js';
import { noBeginnings } from '../../checks/data/tags/no-beginnings.js';
import { nearest } from '../../checks/did-you-mean.js';
import { halfOfPair } from '../../modalities/text/checks/half-of-pair.js';
import { nextOfNetwork } from '../../modalities/text/checks/next-of-network.js';
import { nextOfPair } from '../../modalities/text/checks/next-of-pair.js';
import { slicesOfNext } from '../../modalities/text/checks/slices-of-next.js';
import { column } from '../../schema/columns.js';
import { labels } from '../../schema/labels.js';
import { tags } from '../../schema/tags.js';
import { writeValue } from '../../schema/write.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { nearPart } from './near-part.js';
import { fixOf, removeProperty, setValue } from './write.js';

/** A name in what the diagnostic underlines, behind its colon, as another one. */
function rename(name: string, other: string, { content, start, end }: FixContext): Fix | undefined {
  const colon = content.indexOf(':', start);
  const forms = [JSON.stringify(name), name];
  for (const form of forms) {
    const at = content.indexOf(form, colon);
    if (colon < 0 || at < 0 || at + form.length > end) continue;
    const text = writeValue(column, other);
    return fixOf(`Write \`${text}\``, [{ start: at, end: at + form.length, text }], { preferred: true });
  }
  return undefined;
}

export const tableFixes = [
  fix(nextOfNetwork, ({ other, top }, context) => [
    other === null || top
      ? undefined
      : fixOf(`Write \`next: ${other}\``, [setValue(context, other)], { preferred: true }),
  ]),

  fix(nextOfPair, ({ columns }, context) =>
    columns.map((column) => fixOf(`Write \`text: ${column}\``, [setValue(context, column)])),
  ),

  fix(halfOfPair, ({ pair }, context) => {
    const both = pair.map((name) => writeValue(column, name)).join(', ');
    return [fixOf(`Write \`text: ${both}\``, [setValue(context, both)])];
  }),

  fix(columnMissing, ({ name, columns }, context) => {
    const near = nearest(name, columns);
    return [near === undefined ? undefined : rename(name, near, context)];
  }),

  fix(tableMissing, ({ name, beside }, context) => [nearPart(name, beside, context)]),
  fix(excludeMissing, ({ name, beside }, context) => [nearPart(name, beside, context)]),

  fix(columnWithoutTable, ({ property, value }, context) => {
    const folder = property === 'label' && nearest(value, ['folder']) !== undefined;
    return [
      folder ? fixOf('Write `label: folder`', [setValue(context, 'folder')], { preferred: true }) : undefined,
      removeProperty(context, property),
    ];
  }),

  fix(twoAnswers, ({ second }, context) => [removeProperty(context, second)]),

  fix(slicesOfNext, (_, context) => [removeProperty(context, 'slices')]),

  fix(noBeginnings, ({ column: name, likely }, context) => {
    if (likely === null) return [];
    const value = tags.write?.({ kind: 'tags', column: name, scheme: likely }) ?? name;
    return [fixOf(`Write \`tags: ${value}\``, [setValue(context, value)], { preferred: true })];
  }),

  fix(labelsNotSeparated, ({ column: name, separator }, context) => {
    const value = labels.write?.({ kind: 'labels', column: name, separator }) ?? name;
    return [fixOf(`Write \`labels: ${value}\``, [setValue(context, value)], { preferred: true })];
  }),
];
