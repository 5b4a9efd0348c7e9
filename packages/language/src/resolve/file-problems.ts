/** What is wrong with a file beside its pipelines. */
import { duplicateLet } from '../checks/names/duplicate-let.js';
import { duplicatePipeline } from '../checks/names/duplicate-pipeline.js';
import { noPipeline } from '../checks/names/no-pipeline.js';
import { unusedLet } from '../checks/names/unused-let.js';
import type { Document, Let } from '../grammar/generated/ast.js';
import type { Journal } from './journal.js';
import { placeOf, placeOfPart } from './place.js';
import { readStrays } from './strays.js';

/** @param damaged where a mistake of the syntax may hide what is missed */
export function checkFile(root: Document, used: ReadonlySet<Let>, damaged: boolean, journal: Journal): void {
  readStrays(root.strays, ['pipeline'], journal.reader(''));
  const holds = root.pipelines.length + root.lets.length + root.strays.length;
  if (holds === 0 && !damaged) {
    journal.reportAt('', noPipeline, {}, { range: { line: 1, column: 1, endLine: 1, endColumn: 1 } });
  }
  const names = new Set<string>();
  for (const pipeline of root.pipelines) {
    const { name } = pipeline;
    if (name === undefined) continue;
    if (names.has(name)) journal.reportAt('', duplicatePipeline, { name }, placeOfPart(pipeline, 'name'));
    names.add(name);
  }
  // What a file without a pipeline to run declares is there for the files that import it.
  const runs = root.pipelines.some(({ abstract }) => !abstract);
  checkLets(root.lets, used, damaged || !runs, journal);
  for (const { lets, abstract } of root.pipelines) checkLets(lets, used, damaged || abstract, journal);
}

function checkLets(
  lets: readonly Let[],
  used: ReadonlySet<Let>,
  mayBeUnused: boolean,
  journal: Journal,
): void {
  const known = new Set<string>();
  for (const definition of lets) {
    const { name } = definition;
    if (!name) continue;
    if (known.has(name)) journal.reportAt('', duplicateLet, { name }, placeOf(definition));
    else if (!used.has(definition) && !mayBeUnused) {
      journal.reportAt('', unusedLet, { name }, placeOf(definition));
    }
    known.add(name);
  }
}
