/** Collects what is found wrong and where values came from while one pipeline is read. */
import { bounded } from '../bounded.js';
import type { Report, Rule } from '../checks/rule.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import { formsOf, type Hidden, hideArgs, hideTexts, remedyFor } from './hidden.js';
import { elsewhere, type Home, placeAtHome, whereabouts } from './inherited.js';
import { besideFile } from './paths.js';
import type { Origin } from './pipeline.js';

export interface Journal {
  readonly diagnostics: Diagnostic[];
  readonly origins: Record<string, Origin>;
  /** Where values were written, by path: a `let` at its use, and not where it is defined. */
  readonly places: Map<string, Place>;
  /** Paths with an error in or under them. */
  readonly broken: Set<string>;
  readonly report: Report;
  /** From now on the text of this variable is not told. */
  hide(variable: string, text: string): void;
  /** What would be reported at a place. */
  diagnosticAt<Args>(rule: Rule<Args>, args: Args, at: Place): Diagnostic;
  /** Reports at a place, marking the path as broken. */
  reportAt<Args>(path: string, rule: Rule<Args>, args: Args, at: Place): void;
  reader(path: string): Reader;
}

/** Equal for the same mistake seen twice, through a `let` that is used twice: it is told once. */
const identity = ({ code, message, file, range }: Diagnostic): string =>
  JSON.stringify([code, message, file, range?.line, range?.column]);

export function withoutSame(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, Diagnostic>();
  for (const each of found) {
    const key = identity(each);
    if (!known.has(key)) known.set(key, each);
  }
  return [...known.values()];
}

/** Where the value comes from, if not from a file. */
function giverOf({ set, variable }: Place, message: string): string {
  if (set !== undefined) return `In --set ${set}: `;
  return variable === undefined || message.includes(`$${variable}`) ? '' : `In the variable ${variable}: `;
}

/** @param hidden what variables gave, which is not told */
export function diagnose<Args>(
  rule: Rule<Args>,
  given: Args,
  at: Place,
  file: string,
  hidden: Hidden = [],
): Diagnostic {
  const args = hideArgs(given, at, hidden);
  const message = bounded(hideTexts(rule.message(args), hidden, at));
  return {
    code: rule.code,
    severity: rule.severity,
    message: giverOf(at, message) + message,
    remedy: remedyFor(args, at) ?? bounded(hideTexts(rule.remedy(args), hidden)),
    // Where variables are known nobody edits, so that nothing would read them.
    ...(hidden.length > 0 ? {} : { args }),
    ...(at.set === undefined ? { file: at.file ?? file } : {}),
    ...(at.range === undefined ? {} : { range: at.range }),
  };
}

/** Told at home, with where the value stands; a place at home or in no file is told as it is. */
function diagnoseAt<Args>(rule: Rule<Args>, args: Args, at: Place, home: Home, hidden: Hidden): Diagnostic {
  const inherited = elsewhere(at, home);
  if (!inherited) return diagnose(rule, args, at, home.file, hidden);
  const { range: _, file: __, ...given } = at;
  const found = diagnose(rule, args, { ...given, ...placeAtHome(at, home) }, home.file, hidden);
  return { ...found, message: whereabouts(inherited, home.file) + found.message, inherited };
}

export const homeOfFile = (file: string): Home => ({ file, ancestors: [], extendsAt: {} });

/** @param mayLack what a pipeline that is only extended leaves to those that extend it is no mistake */
export function createJournal(home: Home, mayLack = false): Journal {
  const { file } = home;
  const diagnostics: Diagnostic[] = [];
  const told = new Set<string>();
  const origins: Record<string, Origin> = {};
  const places = new Map<string, Place>();
  const broken = new Set<string>();

  const hidden: [string, string][] = [];

  const diagnosticAt: Journal['diagnosticAt'] = (rule, args, at) => diagnoseAt(rule, args, at, home, hidden);

  const reportAt: Journal['reportAt'] = (path, rule, args, at) => {
    const found = diagnosticAt(rule, args, at);
    if (found.severity === 'error') broken.add(path);
    if (mayLack && rule.ofAbsence) return;
    const key = identity(found);
    if (!told.has(key)) diagnostics.push(found);
    told.add(key);
  };

  const reader = (path: string): Reader => ({
    path,
    report: (rule, args, at) => {
      reportAt(path, rule, args, at);
      return undefined;
    },
    spoil: () => {
      broken.add(path);
    },
    under: (name) => reader(path ? `${path}.${name}` : name),
    beside: (written, at) => {
      const path = besideFile(at.file ?? file, written);
      // Whole, as messages have it, before the part of it that was written.
      if (at.variable !== undefined) hidden.unshift([at.variable, path]);
      return path;
    },
    from: (written, at = written) => {
      places.set(path, written);
      if (at.set !== undefined) origins[path] = { kind: 'set', text: at.set };
      else if (at.variable !== undefined) origins[path] = { kind: 'env', variable: at.variable };
      else if (at.range) origins[path] = { kind: 'file', file: at.file ?? file, range: at.range };
    },
    fallback: (doc) => {
      origins[path] = { kind: 'default', doc };
    },
  });
  const hide: Journal['hide'] = (variable, text) => {
    for (const form of formsOf(text)) {
      if (!hidden.some(([name, known]) => name === variable && known === form)) hidden.push([variable, form]);
    }
  };
  const { report } = reader('');
  return { diagnostics, origins, places, broken, report, hide, diagnosticAt, reportAt, reader };
}
