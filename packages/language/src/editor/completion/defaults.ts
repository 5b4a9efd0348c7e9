/** Defaults that follow from what else the text says. */

import { trainedSize } from '../../backbones/trained-size.js';
import { numberText } from '../../number-text.js';
import { blocks } from '../../schema/index.js';
import type { Spec } from '../../schema/types.js';
import { usualRate } from '../../schema/usual-rate.js';
import type { Cursor } from '../context/cursor.js';
import { around } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { backboneAround } from './weights.js';

/** What holds where nothing is written, as it would be written here; undefined where there is nothing or it isn't known. */
export function defaultAt(spec: Spec<unknown>, scene: Scene, cursor: Cursor): string | undefined {
  const { backbone, phase } = blocks;
  if (spec === backbone.properties.input) {
    const card = backboneAround(scene, cursor);
    if (!card) return undefined;
    const name = wordOf('weights', around(cursor.block, 'backbone'), scene) ?? card.sources[0]?.name ?? '';
    return `${trainedSize(card, { kind: 'source', name })}px`;
  }
  if (spec === phase.properties.learning_rate) {
    const whole = freezesWhole(scene, cursor);
    if (whole === undefined) return undefined;
    const card = backboneAround(scene, cursor);
    const adapted = (wordOf('adapt', around(cursor.block, 'phase'), scene) ?? 'none') !== 'none';
    const optimizer = wordOf('optimizer', around(cursor.block, 'phase'), scene) === 'lion' ? 'lion' : 'adamw';
    return card ? numberText(usualRate({ whole, backbone: card, adapted, optimizer })) : undefined;
  }
  return spec.fallback?.doc;
}

/** What stands first in a property of a block, where it is there. */
function wordOf(property: string, block: ReturnType<typeof around>, scene: Scene): string | undefined {
  const found = block?.members.find((member) => member.kind === 'property' && member.name.text === property);
  if (found?.kind !== 'property') return undefined;
  const { tokens } = scene.snapshot;
  return tokens[tokens.findIndex(({ start }) => start === found.name.start) + 2]?.text;
}

/** Whether the phase around the cursor freezes the whole backbone; undefined where that takes a closer look. */
function freezesWhole(scene: Scene, cursor: Cursor): boolean | undefined {
  const members = around(cursor.block, 'phase')?.members ?? [];
  const freeze = members.find((member) => member.kind === 'property' && member.name.text === 'freeze');
  if (freeze?.kind !== 'property') return undefined;
  const { tokens } = scene.snapshot;
  const at = tokens.findIndex(({ start }) => start === freeze.name.start);
  const [, first, second] = tokens.slice(at + 1);
  if (first?.kind === 'all') return second?.kind === 'except' ? undefined : true;
  if (first?.kind === 'none') return false;
  const card = backboneAround(scene, cursor);
  if (first?.kind !== '..' || !card) return undefined;
  const { blocks: all } = scene.snapshot.services.backbones.Builtin.graph(card);
  return all.slice(0, -1).some(({ name }) => name === second?.text) ? false : undefined;
}
