/** Values of the command line, `--set schedule.tune.epochs=3`: read by the same grammar as the file's. */
import { overrideSyntax } from '../checks/names/override-syntax.js';
import { unknownOverride } from '../checks/names/unknown-override.js';
import type { Diagnostic } from '../diagnostic.js';
import { isProperty, type Property } from '../grammar/generated/ast.js';
import type { TlpServices } from '../grammar/services.js';
import { type Written, writtenProperty } from './block.js';
import type { Surroundings } from './evaluate.js';
import { diagnose } from './journal.js';

export interface Override {
  /** As given: `schedule.tune.epochs=3`. */
  readonly text: string;
  readonly path: string;
  readonly value: string;
}

/** Splits the texts at their first `=`; what has none is reported. */
export function parseOverrides(
  sets: readonly string[],
  file: string,
): { overrides: readonly Override[]; diagnostics: readonly Diagnostic[] } {
  const overrides: Override[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const text of sets) {
    const cut = text.indexOf('=');
    const path = text.slice(0, Math.max(cut, 0)).trim();
    const value = text.slice(cut + 1).trim();
    if (cut < 0 || path === '' || value === '') {
      diagnostics.push(diagnose(overrideSyntax, { text }, { set: text }, file));
    } else overrides.push({ text, path, value });
  }
  return { overrides, diagnostics };
}

/** The overrides of one pipeline; remembers which paths exist, to tell which overrides met nothing. */
export class OverrideSet {
  readonly #met = new Set<Override>();
  readonly #paths = new Set<string>();

  constructor(
    readonly overrides: readonly Override[],
    readonly services: TlpServices,
  ) {}

  /** The last override at this path; `pipeline.` may stand before it. */
  at(pipeline: string, path: string): Override | undefined {
    this.#paths.add(path);
    const found = this.overrides.filter((o) => o.path === path || o.path === `${pipeline}.${path}`);
    for (const override of found) this.#met.add(override);
    return found.at(-1);
  }

  /** A block's properties, those that are overridden replaced. */
  apply(
    pipeline: string,
    block: string,
    names: readonly string[],
    written: readonly Written[],
    around: Surroundings,
  ): readonly Written[] {
    const given = names.flatMap((name) => {
      const override = this.at(pipeline, `${block}.${name}`);
      return override ? [this.#written(name, override, around)] : [];
    });
    const replaced = new Set(given.map((property) => property.name));
    return [...written.filter((property) => !replaced.has(property.name)), ...given];
  }

  #written(name: string, override: Override, around: Surroundings): Written {
    const at = { set: override.text };
    const here: Surroundings = { ...around, source: at };
    const property = this.parse(name, override.value);
    const read = property && writtenProperty(property, here);
    const raw = override.value;
    const plain: Written = {
      name,
      called: false,
      at,
      nameAt: at,
      values: [{ kind: 'text', text: raw, raw, at }],
    };
    if (!read) return plain;
    const [only, second] = read.values;
    if (!only || second || only.kind === 'text' || only.raw !== undefined) return read;
    return { ...read, values: [{ ...only, raw }] };
  }

  /** `name: value` as a property, or undefined where the value is none of the grammar's. */
  parse(name: string, value: string): Property | undefined {
    const result = this.services.parser.LangiumParser.parse(`${name}: ${value}`, { rule: 'Property' });
    const sound = result.lexerErrors.length === 0 && result.parserErrors.length === 0;
    return sound && isProperty(result.value) ? result.value : undefined;
  }

  /** One error for each override whose path no pipeline has. */
  unmet(file: string): readonly Diagnostic[] {
    return this.overrides
      .filter((override) => !this.#met.has(override))
      .map((override) =>
        diagnose(
          unknownOverride,
          { path: override.path, known: [...this.#paths] },
          { set: override.text },
          file,
        ),
      );
  }
}
