/** For tests: what every damage of a text costs in syntax tree and in messages. */
import type { Diagnostic } from '../diagnostic.js';
import { createSnapshot, type Snapshot } from '../editor/snapshot.js';
import type { TlpServices } from '../grammar/services.js';
import { astKept } from './ast-kept.js';
import { type Damage, damages } from './damage.js';

export interface Recovery {
  readonly name: string;
  readonly damage: Damage;
  /** Share of the syntax tree that is kept. */
  readonly kept: number;
  readonly lost: readonly string[];
  /** What the damaged text is told and the sound one is not. */
  readonly caused: readonly Diagnostic[];
  /** Is more than a comment damaged? */
  readonly code: boolean;
}

/** @param wanted which damages are looked at; all where nothing is said */
export function recoveries(
  name: string,
  text: string,
  services: TlpServices,
  wanted: (damage: Damage) => boolean = () => true,
): readonly Recovery[] {
  const open = (content: string, version: number): Snapshot =>
    createSnapshot({ uri: `file:///work/${name}`, version, text: content, services });
  const sound = open(text, 0);
  const known = new Set(sound.analysis.diagnostics.map(saying));
  const comments = sound.tokens.filter(({ kind }) => kind === 'SL_COMMENT' || kind === 'ML_COMMENT');
  return damages(text)
    .filter(wanted)
    .map((damage, index) => {
      const damaged = open(damage.text, index + 1);
      const { expected, kept, lost } = astKept(
        sound.document.parseResult.value,
        damaged.document.parseResult.value,
        damage,
      );
      const caused = damaged.analysis.diagnostics.filter((found) => !known.has(saying(found)));
      const content = text.slice(damage.start, damage.end).trim();
      const first = damage.start + text.slice(damage.start).search(/\S/);
      const code = content !== '' && !comments.some(({ start, end }) => first >= start && first < end);
      return {
        name,
        damage,
        kept: expected === 0 ? 1 : kept / expected,
        lost: lost.map((node) => `${node.$type} ${node.$cstNode?.text.slice(0, 30) ?? ''}`),
        caused,
        code,
      };
    });
}

const saying = ({ code, message }: Diagnostic): string => `${code} ${message}`;
