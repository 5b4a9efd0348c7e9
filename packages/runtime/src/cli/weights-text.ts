/** `tlp weights FILE` for people. */
import { count, counted } from '@tlp/language/quantities.js';
import { listed, shown, shownShape } from '@tlp/language/weights/shown.js';
import { bytes } from '../units.js';
import type { WeightsDescription } from './describe-weights.js';
import { type Colors, oneLine } from './output.js';
import { table } from './table.js';

/** Rows of tensors; a network has hundreds. */
const mostRows = 40;

export function renderWeights(weights: WeightsDescription, c: Colors): string {
  const facts = [
    ['format', weights.format],
    ...(weights.writer === null ? [] : [['written by', weights.writer]]),
    ['tensors', `${count(weights.tensors.length)}, ${count(weights.values)} values, ${bytes(weights.bytes)}`],
    ...fitLines(weights),
    ...weights.notes.map((note) => ['note', note]),
  ];
  const width = Math.max(...facts.map(([name]) => name!.length));
  const lines = facts.map(([name, value]) => `  ${c.dim(name!.padEnd(width))}  ${oneLine(value!)}`);
  const rows = weights.tensors
    .slice(0, mostRows)
    .map(({ name, dtype, shape, bytes: size }) => [shown(name), dtype, shownShape(shape), bytes(size)]);
  const columns = [
    { title: 'TENSOR' },
    { title: 'TYPE' },
    { title: 'SHAPE' },
    { title: 'BYTES', align: 'right' as const },
  ];
  const more = weights.tensors.length - rows.length;
  const rest = more > 0 ? `${c.dim(`… and ${count(more)} more; --format json lists all.`)}\n` : '';
  return `${c.bold(oneLine(weights.file))}\n${lines.join('\n')}\n\n${table(columns, rows)}\n${rest}`;
}

function fitLines({ fits, nearest }: WeightsDescription): readonly (readonly [string, string])[] {
  if (fits) {
    const below = fits.prefix === '' ? '' : `, below \`${shown(fits.prefix)}\``;
    const head = fits.classifier ? ', with its published classifier' : '';
    return [
      ['fits', `${fits.backbone} (${fits.title}), named as ${fits.layout} does${below}${head}`],
      ...(fits.aside.length > 0
        ? [['left aside', `${counted(fits.aside.length, 'tensor')}: ${listed(fits.aside)}`] as const]
        : []),
    ];
  }
  if (!nearest) return [['fits', 'no backbone of the catalogue']];
  return [
    ['fits', 'no backbone of the catalogue'],
    ['nearest', `${nearest.backbone} (${nearest.title}): ${nearest.problem}`],
  ];
}
