/** The paths whose values a sweep may try. */

import { findModality } from '../../modalities/index.js';
import { sweptPaths, sweptSpec } from '../../schema/swept.js';
import type { Cursor } from '../context/cursor.js';
import { around, childBlocks } from '../context/outline.js';
import type { Scene } from '../feature.js';
import type { Follow } from './follow.js';
import { Group, Kind, type Offer } from './offer.js';
import { parentsOf } from './others.js';
import { writtenNames } from './written.js';

export function knobOffers(scene: Scene, cursor: Cursor, follow: Follow): readonly Offer[] {
  const { block, root } = cursor;
  const pipeline = around(block, 'pipeline');
  if (!pipeline || (follow !== 'nothing' && follow !== 'colon')) return [];
  const written = writtenNames(cursor);
  const here = { block: pipeline, root, uri: scene.snapshot.uri };
  const line = parentsOf(scene, here).map((one) => one.pipeline);
  const below = (keyword: string) => line.flatMap((one) => childBlocks(one, keyword));
  const phases = below('schedule').flatMap((schedule) =>
    childBlocks(schedule, 'phase').flatMap(({ name }) => name?.text ?? []),
  );
  const data = below('data').find(({ name }) => name)?.name?.text;
  const kind = data !== undefined && findModality(data) ? data : undefined;
  return sweptPaths({ data: kind, phases: [...new Set(phases)] })
    .filter((path) => !written.has(path))
    .map((path): Offer => {
      const { doc = '', example = '', type } = sweptSpec(path) ?? {};
      const offer = {
        label: path,
        kind: Kind.Property,
        group: Group.Other,
        doc,
        example,
        detail: type?.description ?? '',
      };
      return follow === 'colon' ? offer : { ...offer, text: `${path}: `, goesOn: true };
    });
}
