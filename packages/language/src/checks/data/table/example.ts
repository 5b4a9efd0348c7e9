/** For examples: a table beside the folder `photos`. */
import type { Example } from '../../rule.js';

/** @param rows that are changed or added, by the number of the row, from 1 */
export function tableExample(
  changes: Readonly<Record<number, string>> = {},
  options: { readonly header?: string; readonly data?: string; readonly name?: string } = {},
): Example {
  const { header = 'file,species', data = '', name = 'labels.csv' } = options;
  const rows = Array.from(
    { length: 6 },
    (_, i) => changes[i + 1] ?? `${i + 1}.jpg,${i % 2 ? 'rose' : 'tulip'}`,
  );
  const added = Object.entries(changes).flatMap(([at, row]) => (Number(at) > rows.length ? [row] : []));
  const more = data === '' ? '' : `\n${data}`;
  return {
    data: `table: "${name}"\nimage: file\nlabel: species${more}`,
    folders: { photos: 6 },
    others: { [name]: `${[header, ...rows, ...added].join('\n')}\n` },
  };
}

/** For examples: heights in a table, as numbers or as classes. @param data more of the block's body */
export const heights = ({
  as = 'target',
  data = '',
  phase,
  classes,
}: {
  readonly as?: 'label' | 'target';
  /** How many different heights there are, all whole; where absent, all differ. */
  readonly classes?: number;
  readonly data?: string;
  readonly phase?: string;
}): Example => ({
  data: `table: "labels.csv"\nimage: file\n${as}: height${data === '' ? '' : `\n${data}`}`,
  head: `pool(average)\ndense(${as === 'label' ? 'classes' : 'targets'})`,
  ...(phase === undefined ? {} : { phase }),
  others: {
    'labels.csv': `file,height\n${Array.from({ length: 24 }, (_, i) => `${i + 1}.jpg,${classes === undefined ? i / 4 : i % classes}`).join('\n')}\n`,
  },
  folders: { photos: 24 },
});
