/** Collects what is found wrong and where values came from while one pipeline is read. */
import type { Report, Rule } from '../checks/rule.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import type { Origin } from './pipeline.js';

export interface Journal {
  readonly diagnostics: Diagnostic[];
  readonly origins: Record<string, Origin>;
  /** Paths with an error in or under them. */
  readonly broken: Set<string>;
  readonly report: Report;
  /** Reports at a place, marking the path as broken. */
  reportAt<Args>(path: string, rule: Rule<Args>, args: Args, at: Place): void;
  reader(path: string): Reader;
}

/** The same mistake seen twice, through a `let` that is used twice, is told once. */
function same(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.message === b.message &&
    a.range?.line === b.range?.line &&
    a.range?.column === b.range?.column
  );
}

export function diagnose<Args>(rule: Rule<Args>, args: Args, at: Place, file: string): Diagnostic {
  const message = rule.message(args);
  const given =
    at.set !== undefined ? `--set ${at.set}` : at.variable !== undefined ? `the variable ${at.variable}` : '';
  return {
    code: rule.code,
    severity: rule.severity,
    message: given ? `In ${given}: ${message}` : message,
    remedy: rule.remedy(args),
    args,
    ...(at.set === undefined ? { file } : {}),
    ...(at.range === undefined ? {} : { range: at.range }),
  };
}

export function createJournal(file: string): Journal {
  const diagnostics: Diagnostic[] = [];
  const origins: Record<string, Origin> = {};
  const broken = new Set<string>();

  const reportAt: Journal['reportAt'] = (path, rule, args, at) => {
    const found = diagnose(rule, args, at, file);
    if (found.severity === 'error') broken.add(path);
    if (!diagnostics.some((known) => same(known, found))) diagnostics.push(found);
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
    from: (at) => {
      if (at.set !== undefined) origins[path] = { kind: 'set', text: at.set };
      else if (at.variable !== undefined) origins[path] = { kind: 'env', variable: at.variable };
      else if (at.range) origins[path] = { kind: 'file', file, range: at.range };
    },
    fallback: (doc) => {
      origins[path] = { kind: 'default', doc };
    },
  });
  return { diagnostics, origins, broken, report: reader('').report, reportAt, reader };
}
