/** A parsed file, resolved and checked: everything the language has to say about it. */
import type { LangiumDocument } from 'langium';
import { duplicateLet } from '../checks/duplicate-let.js';
import { duplicatePipeline } from '../checks/duplicate-pipeline.js';
import { rules } from '../checks/index.js';
import { layerArguments } from '../checks/layer-arguments.js';
import { noPipeline } from '../checks/no-pipeline.js';
import { unknownStructure } from '../checks/unknown-structure.js';
import { unusedLet } from '../checks/unused-let.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Document, Let, Pipeline as PipelineNode } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { checkSyntax } from '../grammar/syntax.js';
import { createJournal } from './journal.js';
import { OverrideSet, parseOverrides } from './overrides.js';
import type { Pipeline } from './pipeline.js';
import { placeOf } from './place.js';
import { type Draft, resolvePipeline } from './resolve.js';
import { readStrays } from './strays.js';

export interface AnalyseOptions {
  readonly file: string;
  readonly sets?: readonly string[];
  /** Absent where the environment is not known, as in an editor: no variable is then said to be unset. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface Analysis {
  /** Those without errors. */
  readonly pipelines: readonly Pipeline[];
  /** All whose backbone is known, sound or not, for the editor. */
  readonly drafts: ReadonlyMap<PipelineNode, Draft>;
  readonly diagnostics: readonly Diagnostic[];
}

const absences: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.ofAbsence).map((rule) => rule.code),
);

/** Something was passed over that may hold what is missed elsewhere. */
const isUnread = ({ code }: Diagnostic): boolean =>
  code === unknownStructure.code || code === layerArguments.code;

export function analyse(
  document: LangiumDocument<Document>,
  services: TlpServices,
  { file, sets = [], env }: AnalyseOptions,
): Analysis {
  const root = document.parseResult.value;
  const { diagnostics: syntax, trusts } = checkSyntax(document, file);
  const { overrides, diagnostics: malformed } = parseOverrides(sets, file);
  const set = new OverrideSet(overrides, services);
  const used = new Set<Let>();
  const results = root.pipelines.map((node) =>
    resolvePipeline(node, {
      file,
      services,
      overrides: set,
      env,
      lets: root.lets,
      used: (definition) => used.add(definition),
    }),
  );
  const whole = fileProblems(root, used, syntax.length > 0, file);
  const unmet = root.pipelines.length > 0 ? set.unmet(file) : [];
  const unread = syntax.length > 0 || [...whole, ...results.flatMap((r) => r.diagnostics)].some(isUnread);
  const meant = [...whole, ...results.flatMap((result) => result.diagnostics)].filter(
    ({ code, range }) => !(unread && absences.has(code)) && trusts(range?.line ?? 0),
  );
  const diagnostics = [...syntax, ...meant, ...malformed, ...unmet];
  const outside = [...syntax, ...whole, ...malformed, ...unmet];
  const sound = !outside.some((d) => d.severity === 'error');
  const pipelines = results.flatMap(({ pipeline }) => (pipeline && sound ? [pipeline] : []));
  const drafts = new Map(
    root.pipelines.flatMap((node, index): [PipelineNode, Draft][] => {
      const draft = results[index]?.draft;
      return draft ? [[node, draft]] : [];
    }),
  );
  return { pipelines, drafts, diagnostics: diagnostics.toSorted(byPosition) };
}

function fileProblems(
  root: Document,
  used: ReadonlySet<Let>,
  damaged: boolean,
  file: string,
): readonly Diagnostic[] {
  const journal = createJournal(file);
  readStrays(root.strays, ['pipeline'], journal.reader(''));
  if (root.pipelines.length === 0 && root.strays.length === 0 && !damaged) {
    journal.reportAt('', noPipeline, {}, { range: { line: 1, column: 1, endLine: 1, endColumn: 1 } });
  }
  const names = new Set<string>();
  for (const pipeline of root.pipelines) {
    const { name } = pipeline;
    if (name === undefined) continue;
    if (names.has(name)) journal.reportAt('', duplicatePipeline, { name }, placeOf(pipeline));
    names.add(name);
  }
  for (const lets of [root.lets, ...root.pipelines.map((pipeline) => pipeline.lets)]) {
    const known = new Set<string>();
    for (const definition of lets) {
      const { name } = definition;
      if (!name) continue;
      if (known.has(name)) journal.reportAt('', duplicateLet, { name }, placeOf(definition));
      else if (!used.has(definition) && !damaged) {
        journal.reportAt('', unusedLet, { name }, placeOf(definition));
      }
      known.add(name);
    }
  }
  return journal.diagnostics;
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  const line = (a.range?.line ?? Number.MAX_SAFE_INTEGER) - (b.range?.line ?? Number.MAX_SAFE_INTEGER);
  return line || (a.range?.column ?? 0) - (b.range?.column ?? 0);
}
