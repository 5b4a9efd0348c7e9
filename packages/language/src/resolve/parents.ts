/** What is wrong with `extends`. */
import { extendsCycle } from '../checks/imports/extends-cycle.js';
import { extendsNothing } from '../checks/imports/extends-nothing.js';
import { extendsTooLong } from '../checks/imports/extends-too-long.js';
import { extendsUnknown } from '../checks/imports/extends-unknown.js';
import { importAmbiguous } from '../checks/imports/import-ambiguous.js';
import type { Pipeline } from '../grammar/generated/ast.js';
import type { Journal } from './journal.js';
import { type Line, lineOf, longestLine } from './line.js';
import { placeOfPart } from './place.js';
import { importsUnseen, parentNames, parentsNamed, sourceAt } from './visible.js';

/** @param seesAll false where an imported file could not be read, which has been reported */
export function checkParents(line: Line, journal: Journal, seesAll: boolean): void {
  for (const member of line.pipelines) {
    const name = member.parent?.$refText;
    const meant = name ? parentsNamed(name, member) : [];
    if (!name || meant.length < 2) continue;
    const files = meant.map((parent) => sourceAt(parent).file);
    journal.reportAt('', importAmbiguous, { kind: 'pipeline', name, files }, placeOfPart(member, 'parent'));
  }
  if (line.tooLong) reportTooLong(line.pipelines[0]!, journal);
  else if (line.circle) reportCircle(line.pipelines, line.circle, journal);
  else if (line.brokenAt) reportUnknown(line.pipelines[0]!, line.brokenAt, journal, seesAll);
}

/** Of several pipelines of one file that form a circle, the first tells of it. */
function reportCircle(line: readonly Pipeline[], circle: readonly Pipeline[], journal: Journal): void {
  const [own] = line;
  const ofFile = own?.$container?.pipelines ?? [];
  const teller = ofFile.find((pipeline) => circle.includes(pipeline)) ?? own;
  if (!own || teller !== own) return;
  const start = circle.indexOf(own);
  const ordered = start < 0 ? circle : [...circle.slice(start), ...circle.slice(0, start)];
  const names = [...ordered, ordered[0]!].map(({ name }) => name ?? '');
  journal.reportAt('', extendsCycle, { names }, placeOfPart(own, 'parent'));
}

/** The first of the file whose line is too long tells of it, and not those that extend it. */
function reportTooLong(own: Pipeline, journal: Journal): void {
  const parent = own.parent?.ref;
  const told = parent && sourceAt(parent).file === sourceAt(own).file && lineOf(parent).tooLong;
  if (!told) journal.reportAt('', extendsTooLong, { limit: longestLine }, placeOfPart(own, 'parent'));
}

function reportUnknown(own: Pipeline, at: Pipeline, journal: Journal, seesAll: boolean): void {
  const name = at.parent?.$refText;
  if (!name) {
    journal.reportAt('', extendsNothing, {}, placeOfPart(at, 'extends'));
    return;
  }
  const maySee = sourceAt(at).file === sourceAt(own).file ? seesAll : !importsUnseen(sourceAt(at));
  if (maySee)
    journal.reportAt('', extendsUnknown, { name, known: parentNames(at) }, placeOfPart(at, 'parent'));
}
