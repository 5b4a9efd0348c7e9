// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
/** What may be expected of a model: the metrics of what the pipeline predicts, by split, and the time. */
import { expectBlock, measureOf } from '../../schema/expect.js';
import type { Cursor } from '../context/cursor.js';
import type { Scene } from '../feature.js';
import { Group, Kind, type Offer } from './offer.js';
import { measuredAround } from './task.js';
import { writtenNames } from './written.js';

export function measureOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const { next, nextOnLine } = cursor;
  const compared = nextOnLine && next?.kind === 'COMPARISON';
  const written = writtenNames(cursor);
  const fitting = measuredAround(scene, cursor)?.map(({ name }) => name);
  return Object.entries(expectBlock.properties)
    .filter(([name]) => !written.has(name))
    .filter(([name]) => {
      const metric = measureOf(name)?.metric.name;
      return metric === undefined || (fitting?.includes(metric) ?? true);
    })
    .map(([name, { doc, example, type }]): Offer => {
      const base = { label: name, kind: Kind.Property, group: Group.Usual, doc, example };
      if (compared) return base;
      const [, sign, bound] = example.split(' ');
      const head = `${name} ${sign} `;
      return {
        ...base,
        detail: type.description,
        text: `${head}${bound}`,
        snippet: `${head}\${1:${bound}}`,
      };
    });
}
