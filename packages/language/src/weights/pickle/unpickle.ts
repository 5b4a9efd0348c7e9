/**
 * Reads Python pickles without executing anything in them. A pickle is a program for a small stack machine; this
 * one builds plain values only, and calls nothing but the functions its caller lists by name.
 */
import { PickleBytes } from './bytes.js';
import { ACTIONS } from './instructions.js';
import { PickleError, PickleMachine, type PickleOptions } from './machine.js';

/** Bytes; far above any model's list of tensors. */
export const LARGEST_PICKLE = 64 << 20;

/**
 * What a pickle may cost, in instructions; some build more than others. A list of 100,000 tensors takes half. It
 * bounds the time to seconds, and the memory to some hundred megabytes.
 */
const BUDGET = 40_000_000;
const LIST_COST = 4;
const TABLE_COST = 20;
const MEMO_COST = 8;

/** What an instruction costs beyond its own step: the values that it makes, and the table that remembers one. */
const COSTS = new Map<number, number>([
  ...[0x5d, 0x29, 0x6c, 0x74, 0x85, 0x86, 0x87, 0x8a, 0x8b, 0x4c, 0x8e, 0x96, 0x42, 0x43].map(
    (opcode) => [opcode, LIST_COST] as const,
  ),
  ...[0x7d, 0x64, 0x8f, 0x91, 0x52, 0x81].map((opcode) => [opcode, TABLE_COST] as const),
  ...[0x70, 0x71, 0x72, 0x94].map((opcode) => [opcode, MEMO_COST] as const),
]);

const STOP = 0x2e;

/**
 * The value of the pickle in `source`, and where it ends. Dicts become Maps, lists and tuples arrays, bytes
 * Uint8Arrays, None null, whole numbers beyond 2^53 bigints.
 * @throws PickleError, PickleTruncated (more bytes may help), and what `options.global` throws.
 */
export function unpickle(source: Uint8Array, options: PickleOptions): { value: unknown; end: number } {
  const bytes = new PickleBytes(source, options.start ?? 0);
  const machine = new PickleMachine(options);
  for (let budget = BUDGET; ; ) {
    const at = bytes.position;
    const opcode = bytes.u8();
    if (opcode === STOP) return { value: machine.pop(), end: bytes.position };
    const action = ACTIONS.get(opcode);
    if (!action)
      throw new PickleError(`it holds an unknown instruction 0x${opcode.toString(16)} at byte ${at}`);
    budget -= 1 + (COSTS.get(opcode) ?? 0);
    if (budget < 0) throw new PickleError('it is longer than any model needs');
    action(machine, bytes);
  }
}
