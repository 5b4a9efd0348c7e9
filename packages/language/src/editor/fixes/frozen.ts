/** What other libraries say of trained and frozen layers, turned into `freeze:`. */
import { plainName } from '../../checks/foreign-names.js';
import { freezeOfTruth } from '../../checks/freezing/unknown-block.js';
import type { Fix, FixContext } from './fix.js';
import { type AnyProperty, spanOf, textOf } from './tree.js';
import { fixOf, replaceWith } from './write.js';

/** These name what trains, so what they hold must not become what is frozen. */
const trains: ReadonlySet<string> = new Set([
  'trainable',
  'unfreeze',
  'unfreezeto',
  'unfrozen',
  'requiresgrad',
]);

const names = /^[a-z]\w*(?:, [a-z]\w*)*$/i;

/** `trainable: false` freezes all, `unfreeze: layer4` all but `layer4`; `frozen: layer1` has only another name. */
export function frozen(
  name: string,
  property: AnyProperty | undefined,
  context: FixContext,
): Fix | undefined {
  const trained = trains.has(plainName(name));
  const written = property && 'values' in property ? property.values.map(textOf).join(', ') : '';
  const truth = freezeOfTruth(written);
  if (!trained && truth === undefined) {
    return replaceWith('freeze', context, { preferred: true, length: name.length });
  }
  const value = truth === undefined ? exceptFor(written) : trained ? opposite[truth] : truth;
  const span = property && spanOf(property);
  if (!span || value === undefined) return undefined;
  const text = `freeze: ${value}`;
  return fixOf(`Write \`${text}\``, [{ ...span, text }], { preferred: true });
}

const opposite = { all: 'none', none: 'all' } as const;

const exceptFor = (blocks: string): string | undefined =>
  names.test(blocks) ? `all except ${blocks}` : undefined;
