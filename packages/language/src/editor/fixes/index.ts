/** Every quick fix, by the code of the mistake that it puts right. */

import type { Diagnostic } from '../../diagnostic.js';
import { fromZero } from '../../range.js';
import type { Snapshot } from '../snapshot.js';
import { stretchIn } from '../stretch.js';
import { backboneFixes } from './backbone.js';
import { blockFixes } from './blocks.js';
import { dataFixes } from './data.js';
import { expectFixes } from './expect.js';
import { fewShotFixes } from './few-shot.js';
import { fileFixes } from './files.js';
import type { Fix, FixOf } from './fix.js';
import { freezeFixes } from './freezing.js';
import { headFixes } from './head.js';
import { helps } from './helps.js';
import { importFixes } from './imports.js';
import { nameFixes } from './names.js';
import { ratesAndMemoryFixes } from './rates-and-memory.js';
import { recurrentFixes } from './recurrent.js';
import { structureFixes } from './structure.js';
import { suppressionFixes } from './suppressions.js';
import { sureFixes } from './sure.js';
import { sweepFixes } from './sweep.js';
import { syntaxFixes } from './syntax.js';
import { tableFixes } from './tables.js';
import { trainingFixes } from './training.js';
import { valueFixes } from './values.js';

export const fixes: readonly FixOf[] = [
  ...syntaxFixes,
  ...nameFixes,
  ...valueFixes,
  ...structureFixes,
  ...blockFixes,
  ...importFixes,
  ...backboneFixes,
  ...dataFixes,
  ...tableFixes,
  ...freezeFixes,
  ...trainingFixes,
  ...ratesAndMemoryFixes,
  ...fewShotFixes,
  ...expectFixes,
  ...sureFixes,
  ...sweepFixes,
  ...headFixes,
  ...recurrentFixes,
  ...suppressionFixes,
  ...fileFixes,
];

const byCode: ReadonlyMap<string, FixOf> = new Map(fixes.map((entry) => [entry.code, entry]));

/**
 * The ways to put a mistake of this text right, the best first; none where it stands in no text. One that needs no
 * choice has been tried: it takes the mistake away and makes no other.
 */
export function fixesOf(diagnostic: Diagnostic, snapshot: Snapshot): readonly Fix[] {
  return proposalsOf(diagnostic, snapshot).map((fix) =>
    fix.preferred && !helps(fix, diagnostic, snapshot) ? { ...fix, preferred: false } : fix,
  );
}

/** The same untried, for those who try them together. */
export function proposalsOf(diagnostic: Diagnostic, snapshot: Snapshot): readonly Fix[] {
  const entry = byCode.get(diagnostic.code);
  // What a parent in the same file brought in is put right where it stands; that of another file is not.
  const { file, range } = diagnostic.inherited ?? diagnostic;
  if (!entry || !range || file !== snapshot.file) return [];
  const { text } = snapshot;
  const { start, end } = stretchIn(text, fromZero(range));
  const content = text.getText();
  return entry.propose({ snapshot, diagnostic, content, start, end, written: content.slice(start, end) });
}
