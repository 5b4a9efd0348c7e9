/** A parsed file, resolved and checked: everything the language has to say about it. */
import type { AstNode } from 'langium';
import { nearest } from '../checks/did-you-mean.js';
import { isFileCode } from '../checks/file-codes.js';
import { rules } from '../checks/index.js';
import { letTooDeep } from '../checks/names/let-too-deep.js';
import { unknownStructure } from '../checks/names/unknown-structure.js';
import { unknownWord } from '../checks/names/unknown-word.js';
import { unusedLet } from '../checks/names/unused-let.js';
import { colonMissing } from '../checks/syntax/colon-missing.js';
import { layerArguments } from '../checks/values/layer-arguments.js';
import { wrongKind } from '../checks/values/wrong-kind.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import type { Document, Let, Pipeline as PipelineNode } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import type { ToldValue } from '../schema/told-value.js';
import type { Draft } from './draft.js';
import { checkFile } from './file-problems.js';
import { checkImports, checkUnusedImports } from './imports.js';
import { whereabouts } from './inherited.js';
import { createJournal, homeOfFile, withoutSame } from './journal.js';
import { OverrideSet, parseOverrides } from './overrides.js';
import type { Pipeline } from './pipeline.js';
import { placeOf } from './place.js';
import { resolvePipeline } from './resolve.js';
import type { Source } from './source.js';
import { suppress, type Told } from './suppress.js';

export interface AnalyseOptions {
  readonly sets?: readonly string[];
  /** Absent where the environment is not known, as in an editor: no variable is then said to be unset. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface Analysis extends Told {
  /** Those without errors. */
  readonly pipelines: readonly Pipeline[];
  /** All whose backbone is known, sound or not, for the editor. */
  readonly drafts: ReadonlyMap<PipelineNode, Draft>;
}

const absences: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.ofAbsence).map((rule) => rule.code),
);

/** Something was passed over that may hold what is missed elsewhere. */
const isUnread = ({ code }: Diagnostic): boolean =>
  code === unknownStructure.code || code === layerArguments.code || code === letTooDeep.code;

/** What is read of a property without its colon may be the beginning of another one. */
const isHalfWritten = ({ code }: Diagnostic): boolean => code === colonMissing.code;

export function analyse(source: Source, services: TlpServices, { sets = [], env }: AnalyseOptions): Analysis {
  if (source.unparsed)
    return { pipelines: [], drafts: new Map(), diagnostics: [source.unparsed], suppressed: [] };
  const { file } = source;
  const root = source.document.parseResult.value;
  const { diagnostics: syntax, trusts } = source.syntax;
  const { overrides, diagnostics: malformed } = parseOverrides(sets, file);
  const set = new OverrideSet(overrides, services);
  const journal = createJournal(homeOfFile(file));
  const nameLost = syntax.length > 0 && lacksNames(root, trusts);
  const seesAll = checkImports(source, journal) && !nameLost;
  const uses: { readonly definition: Let; readonly by: AstNode }[] = [];
  const results = root.pipelines.map((node) =>
    resolvePipeline(node, {
      file,
      services,
      overrides: set,
      env,
      seesAll,
      used: (definition, by) => uses.push({ definition, by }),
    }),
  );
  const damaged = syntax.length > 0 || results.some((result) => result.diagnostics.some(isHalfWritten));
  checkFile(root, new Set(uses.map(({ definition }) => definition)), damaged, journal);
  if (!damaged) checkUnusedImports(source, uses, journal);
  const whole = journal.diagnostics;
  const unmet = root.pipelines.length > 0 ? set.unmet(file) : [];
  const all = [...whole, ...results.flatMap((result) => result.diagnostics)];
  const unread = damaged || !seesAll || all.some(isUnread);
  const misspelt = new Set(all.flatMap(nameMeant));
  const meant = withoutRepeats(all, file).filter(
    (found) =>
      !(found.code === unusedLet.code && misspelt.has((found.args as { readonly name: string }).name)) &&
      !(unread && absences.has(found.code)) &&
      !(!seesAll && mayBeImported(found)) &&
      trusts(found.range?.line ?? 0),
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
  const told = suppress(source.document.textDocument.getText(), diagnostics, {
    file,
    // A damaged text is not looked at whole.
    tried: (code) => !damaged && !isFileCode(code),
    unknown: true,
  });
  return { pipelines, drafts, ...told, diagnostics: told.diagnostics.toSorted(byPosition) };
}

/** True where the damage of the text took the name of something that others may mean. */
function lacksNames({ pipelines, lets }: Document, trusts: (line: number) => boolean): boolean {
  const named = [...pipelines, ...lets, ...pipelines.flatMap((pipeline) => pipeline.lets)];
  return named.some((node) => !node.name || !trusts(placeOf(node).range?.line ?? 0));
}

/** What an unknown word was probably meant to be: a `let` of that name is used, and its use misspelt. */
function nameMeant({ code, args }: Diagnostic): string | readonly [] {
  if (code !== unknownWord.code || args === undefined) return [];
  const { name, known } = args as { readonly name: string; readonly known: readonly string[] };
  return nearest(name, known) ?? [];
}

/** A word that nobody knows may be a `let` of an imported file that could not be read. */
function mayBeImported({ code, args }: Diagnostic): boolean {
  if (code === unknownWord.code) return true;
  const seen = code === wrongKind.code ? (args as { readonly seen: ToldValue }).seen : undefined;
  return seen?.kind === 'word' && !seen.called;
}

/** What a parent in the same file has been told at its own place is not told again of its children. */
function withoutRepeats(found: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  const key = ({ code, message }: Diagnostic, range: Range | undefined): string =>
    JSON.stringify([code, message, range]);
  const told = new Set<string>();
  for (const each of found) if (!each.inherited) told.add(key(each, each.range));
  const again = (each: Diagnostic): boolean => {
    if (each.inherited?.file !== file) return false;
    const message = each.message.slice(whereabouts(each.inherited, file).length);
    return told.has(key({ ...each, message }, each.inherited.range));
  };
  return withoutSame(found.filter((each) => !again(each)));
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  const line = (a.range?.line ?? Number.MAX_SAFE_INTEGER) - (b.range?.line ?? Number.MAX_SAFE_INTEGER);
  return line || (a.range?.column ?? 0) - (b.range?.column ?? 0);
}
