/** What is wrong with the `import`s of a file. */
import type { AstNode } from 'langium';
import { importCycle } from '../checks/imports/import-cycle.js';
import { importMissing } from '../checks/imports/import-missing.js';
import { importNothing } from '../checks/imports/import-nothing.js';
import { importUnread } from '../checks/imports/import-unread.js';
import { importUnused } from '../checks/imports/import-unused.js';
import { badString } from '../checks/syntax/bad-string.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Import, Let } from '../grammar/generated/ast.js';
import type { Journal } from './journal.js';
import { besideFile, pathFrom } from './paths.js';
import { placeOfPart } from './place.js';
import type { Source } from './source.js';
import { importsOf, sourceAt } from './visible.js';

/** Reports those that can't be read; false where what is not found may stand in one of them. */
export function checkImports(source: Source, journal: Journal): boolean {
  return source.document.parseResult.value.imports
    .map((node) => checkImport(node, source, journal))
    .every(Boolean);
}

function checkImport(node: Import, source: Source, journal: Journal): boolean {
  const { path, badPath } = node;
  const at = placeOfPart(node, path === undefined ? (badPath === undefined ? '' : 'badPath') : 'path');
  if (badPath !== undefined) {
    journal.reportAt('', badString, { text: badPath }, at);
    return false;
  }
  if (!path) {
    journal.reportAt('', importNothing, {}, at);
    return false;
  }
  const imported = source.import(path);
  if (imported === 'unseen') return false;
  if (imported === 'missing' || imported === 'unfit') {
    const isOther = (name: string): boolean => besideFile(source.file, name) !== source.file;
    // Where something is there, the name was right.
    const known = imported === 'unfit' ? [] : source.neighbours(path).filter(isOther);
    journal.reportAt('', importMissing, { path, known, unfit: imported === 'unfit' }, at);
    return false;
  }
  const circle = wayTo(source.file, imported, new Set());
  if (circle) {
    const files = [source.file, ...circle].map((file) => pathFrom(source.file, file));
    journal.reportAt('', importCycle, { files }, at);
  }
  const mistake = mistakeOf(imported);
  if (!mistake || imported.file === source.file) return true;
  const { message, range } = mistake;
  journal.reportAt('', importUnread, { path, line: range?.line ?? 1, message }, at);
  return false;
}

/** What keeps a file from being read whole. */
const mistakeOf = ({ unparsed, syntax }: Source): Diagnostic | undefined =>
  unparsed ?? syntax.diagnostics.find(({ severity }) => severity === 'error');

/** The files from an imported one to the file that is looked for, both with it. */
function wayTo(file: string, from: Source, seen: Set<string>): readonly string[] | undefined {
  if (from.file === file) return [file];
  if (seen.has(from.file) || seen.size > mostFiles) return undefined;
  seen.add(from.file);
  for (const next of importsOf(from)) {
    const rest = wayTo(file, next, seen);
    if (rest) return [from.file, ...rest];
  }
  return undefined;
}

/** Folders that link to themselves make endless many paths of one file. */
const mostFiles = 500;

/** Reports `import`s of which the file itself uses nothing. */
export function checkUnusedImports(
  source: Source,
  uses: readonly { readonly definition: Let; readonly by: AstNode }[],
  journal: Journal,
): void {
  const { pipelines, imports } = source.document.parseResult.value;
  const fileAt = (node: AstNode): string => sourceAt(node).file;
  const used = new Set([
    ...pipelines.flatMap(({ parent }) => (parent?.ref ? [fileAt(parent.ref)] : [])),
    ...uses.filter(({ by }) => fileAt(by) === source.file).map(({ definition }) => fileAt(definition)),
  ]);
  const seen = new Set<string>();
  for (const node of imports) {
    const imported = node.path ? source.import(node.path) : 'missing';
    if (typeof imported === 'string' || imported.file === source.file || mistakeOf(imported)) continue;
    const twice = seen.has(imported.file);
    seen.add(imported.file);
    if (twice || !used.has(imported.file)) {
      journal.reportAt('', importUnused, { path: node.path ?? '', twice }, placeOfPart(node, 'path'));
    }
  }
}
