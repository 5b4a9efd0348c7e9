/** What stands at a place of a text, as plain data: for hovers, colours, fixes and whatever else asks. */
import type { AstNode } from 'langium';
import type { Backbone } from '../../backbones/card.js';
import type {
  BackboneUse,
  BlockRange,
  Call,
  Freeze,
  FreezeItem,
  Let,
  PhaseBlock,
  Pipeline,
} from '../../grammar/generated/ast.js';
import type { Draft } from '../../resolve/draft.js';
import type { BlockSpec, Spec, Specs, Word } from '../../schema/types.js';

/** The place of a value in the schema table. */
export interface Slot {
  /** The block that holds the value: `phase`, `data`, `head` …; empty outside all. */
  readonly block: string;
  /** From the block down to the value: `['learning_rate', 'cosine', 'warmup']`. */
  readonly names: readonly string[];
  /** What the table says of the property or parameter; absent for members of a block, and where it has none. */
  readonly spec?: Spec<unknown>;
  /** The words that may stand here. */
  readonly words: readonly Word[];
  /** Of the value in the resolved pipeline and its origins: `schedule.tune.learning_rate.warmup`. */
  readonly path?: string;
}

export type Thing =
  /** A word of the structure: `pipeline`, `let`, `data` … */
  | { readonly kind: 'keyword'; readonly keyword: string; readonly block?: BlockSpec }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  /** The name after `extends`. */
  | { readonly kind: 'parent'; readonly name: string; readonly parent?: Pipeline }
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'description'; readonly pipeline: Pipeline }
  | { readonly kind: 'backbone'; readonly name: string; readonly card?: Backbone; readonly use?: BackboneUse }
  /** A block of the backbone, in a freeze range or where it is declared. */
  | { readonly kind: 'block'; readonly name: string; readonly card?: Backbone; readonly range?: BlockRange }
  /** `all`, `none`, `except`, `..` and `first(100)`: the sign or word, and the item it belongs to, if to one. */
  | { readonly kind: 'freeze'; readonly freeze: Freeze; readonly item?: FreezeItem }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly slot: Slot;
      /** Where the property is written as a call, what may stand in its brackets. */
      readonly parameters?: Specs;
    }
  | { readonly kind: 'argument'; readonly callee: string; readonly name: string; readonly slot: Slot }
  /** A word where a value or a member of a block stands: `adamw`, `pool`, `images`. */
  | {
      readonly kind: 'word';
      readonly name: string;
      readonly slot: Slot;
      readonly call: Call;
      /** Absent where the table does not know it there. */
      readonly word?: Word;
    }
  | { readonly kind: 'env'; readonly slot: Slot; readonly call: Call }
  | { readonly kind: 'let'; readonly definition: Let }
  | { readonly kind: 'let_use'; readonly definition: Let; readonly slot: Slot }
  | { readonly kind: 'phase'; readonly phase: PhaseBlock; readonly path: string }
  | { readonly kind: 'number'; readonly text: string; readonly slot: Slot }
  | { readonly kind: 'text'; readonly text: string; readonly slot: Slot };

export interface Located {
  /** Offsets of the token; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly thing: Thing;
  /** The node of the syntax tree that the token belongs to. */
  readonly node: AstNode;
  /** The pipeline around it, and what is known of it. */
  readonly pipeline?: Pipeline;
  readonly draft?: Draft;
}
