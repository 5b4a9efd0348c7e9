/**
 * Reads Python pickles without executing anything in them. A pickle is a program for a small stack machine; this
 * one builds plain values only, and calls nothing but the functions its caller lists by name.
 * Opcodes as in CPython's `Lib/pickletools.py`, protocols 0 to 5, without the ones only hostile or exotic files use.
 */
import { brief } from '@tlp/language/weights/shown.js';
import { PickleBytes } from './pickle-bytes.js';

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

/** What a file may name: a function that builds a value, or a value of its own (a marker such as a storage class). */
export type PickleGlobal =
  | { readonly call: (args: readonly unknown[]) => unknown }
  | { readonly value: unknown };

export interface PickleOptions {
  /** Gives what `module.name` stands for; throws where the file must not use it. */
  readonly global: (module: string, name: string) => PickleGlobal;
  /** Gives the value of a persistent id: how PyTorch refers to a tensor's storage. */
  readonly persistent?: (id: unknown) => unknown;
  /** Where the pickle starts. */
  readonly start?: number;
}

/** The pickle is damaged or uses what this reader refuses; the message is a clause without a full stop. */
export class PickleError extends Error {
  override readonly name: string = 'PickleError';
}

/**
 * The value of the pickle in `bytes`, and where it ends. Dicts become Maps, lists and tuples arrays, bytes
 * Uint8Arrays, None null, whole numbers beyond 2^53 bigints.
 * @throws PickleError, PickleTruncated (more bytes may help), and what `options.global` throws.
 */
export function unpickle(bytes: Uint8Array, options: PickleOptions): { value: unknown; end: number } {
  const machine = new Machine(new PickleBytes(bytes, options.start ?? 0), options);
  return { value: machine.run(), end: machine.position };
}

const MARK = Symbol('mark');

class Machine {
  readonly #bytes: PickleBytes;
  readonly #options: PickleOptions;
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();
  #budget = BUDGET;

  constructor(bytes: PickleBytes, options: PickleOptions) {
    this.#bytes = bytes;
    this.#options = options;
  }

  get position(): number {
    return this.#bytes.position;
  }

  run(): unknown {
    for (;;) {
      const at = this.#bytes.position;
      const opcode = this.#bytes.u8();
      if (opcode === STOP) return this.#pop();
      const action = ACTIONS.get(opcode);
      if (!action)
        throw new PickleError(`it holds an unknown instruction 0x${opcode.toString(16)} at byte ${at}`);
      this.#budget -= 1 + (COSTS.get(opcode) ?? 0);
      if (this.#budget < 0) throw new PickleError('it is longer than any model needs');
      action(this, this.#bytes);
    }
  }

  push(value: unknown): void {
    this.#stack.push(value);
  }

  pop(): unknown {
    return this.#pop();
  }

  top(): unknown {
    const value = this.#stack.at(-1);
    if (this.#stack.length === 0 || value === MARK) throw new PickleError('its stack runs empty');
    return value;
  }

  mark(): void {
    this.#stack.push(MARK);
  }

  /** Everything above the topmost mark, which goes too. */
  popToMark(): unknown[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw new PickleError('a mark is missing on its stack');
    const items = this.#stack.splice(mark);
    items.shift();
    return items;
  }

  /** Python's POP also takes a lone mark. */
  discard(): void {
    if (this.#stack.length === 0) throw new PickleError('its stack runs empty');
    this.#stack.pop();
  }

  remember(key: number): void {
    this.#memo.set(key, this.top());
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(key: number): void {
    if (!this.#memo.has(key)) throw new PickleError(`it recalls value ${key}, which it never stored`);
    this.#stack.push(this.#memo.get(key));
  }

  global(module: unknown, name: unknown): void {
    if (typeof module !== 'string' || typeof name !== 'string') {
      throw new PickleError('it names a global that is not text');
    }
    const found = this.#options.global(module, name);
    this.push('call' in found ? new Callable(`${module}.${name}`, found.call) : found.value);
  }

  /** REDUCE and NEWOBJ: calls a listed function, never anything else. */
  call(): void {
    const args = this.#pop();
    const callee = this.#pop();
    if (!(callee instanceof Callable)) throw new PickleError('it calls something that is not a function');
    if (!Array.isArray(args)) throw new PickleError(`it calls ${callee.name} without arguments`);
    this.push(callee.apply(args));
  }

  /** BUILD: attributes set on an object. Only a dict's (`_metadata` of a state dict) are met, and nobody needs them. */
  build(): void {
    this.#pop();
    if (!(this.top() instanceof Map))
      throw new PickleError('it sets attributes of something that is not a dict');
  }

  persistent(id: unknown): void {
    if (!this.#options.persistent) throw new PickleError('it refers to data outside itself');
    this.push(this.#options.persistent(id));
  }

  append(items: readonly unknown[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw new PickleError('it appends to something that is not a list');
    for (const item of items) list.push(item);
  }

  setItems(items: readonly unknown[]): void {
    const dict = this.top();
    if (!(dict instanceof Map)) throw new PickleError('it sets an item of something that is not a dict');
    fill(dict, items);
  }

  addItems(items: readonly unknown[]): void {
    const set = this.top();
    if (!(set instanceof Set)) throw new PickleError('it adds to something that is not a set');
    for (const item of items) set.add(item);
  }

  #pop(): unknown {
    const value = this.top();
    this.#stack.pop();
    return value;
  }
}

/** A listed function on the stack. */
class Callable {
  constructor(
    readonly name: string,
    readonly apply: (args: readonly unknown[]) => unknown,
  ) {}
}

function fill(dict: Map<unknown, unknown>, items: readonly unknown[]): Map<unknown, unknown> {
  if (items.length % 2 !== 0) throw new PickleError('a dict in it has a key without a value');
  for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  return dict;
}

type Action = (machine: Machine, bytes: PickleBytes) => void;

const STOP = 0x2e;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Pops as many values as the tuple has, in the order they were pushed. */
const tuple = (machine: Machine, size: number): void =>
  machine.push(Array.from({ length: size }, () => machine.pop()).reverse());

/** By opcode, in the order and under the names of `pickletools`. */
const ACTIONS = new Map<number, Action>([
  // Whole numbers and others
  [0x49, (m, b) => m.push(parseInteger(b.line()))], // INT
  [0x4a, (m, b) => m.push(b.i32())], // BININT
  [0x4b, (m, b) => m.push(b.u8())], // BININT1
  [0x4d, (m, b) => m.push(b.u16())], // BININT2
  [0x4c, (m, b) => m.push(integer(BigInt(parseDigits(b.line().replace(/L$/, '')))))], // LONG
  [0x8a, (m, b) => m.push(integer(littleEndian(b.take(b.u8()))))], // LONG1
  [0x8b, (m, b) => m.push(integer(littleEndian(b.take(b.length32()))))], // LONG4
  [0x46, (m, b) => m.push(Number(b.line()))], // FLOAT
  [0x47, (m, b) => m.push(b.f64())], // BINFLOAT
  [0x4e, (m) => m.push(null)], // NONE
  [0x88, (m) => m.push(true)], // NEWTRUE
  [0x89, (m) => m.push(false)], // NEWFALSE
  // Text and bytes
  [0x54, (m, b) => m.push(latin1(b.take(b.length32())))], // BINSTRING
  [0x55, (m, b) => m.push(latin1(b.take(b.u8())))], // SHORT_BINSTRING
  [0x56, (m, b) => m.push(b.line())], // UNICODE
  [0x8c, (m, b) => m.push(utf8(b.take(b.u8())))], // SHORT_BINUNICODE
  [0x58, (m, b) => m.push(utf8(b.take(b.length32())))], // BINUNICODE
  [0x8d, (m, b) => m.push(utf8(b.take(b.length64())))], // BINUNICODE8
  [0x42, (m, b) => m.push(b.take(b.length32()).slice())], // BINBYTES
  [0x43, (m, b) => m.push(b.take(b.u8()).slice())], // SHORT_BINBYTES
  [0x8e, (m, b) => m.push(b.take(b.length64()).slice())], // BINBYTES8
  [0x96, (m, b) => m.push(b.take(b.length64()).slice())], // BYTEARRAY8
  // Collections
  [0x5d, (m) => m.push([])], // EMPTY_LIST
  [0x61, (m) => m.append([m.pop()])], // APPEND
  [0x65, (m) => m.append(m.popToMark())], // APPENDS
  [0x6c, (m) => m.push(m.popToMark())], // LIST
  [0x29, (m) => m.push([])], // EMPTY_TUPLE
  [0x74, (m) => m.push(m.popToMark())], // TUPLE
  [0x85, (m) => tuple(m, 1)], // TUPLE1
  [0x86, (m) => tuple(m, 2)], // TUPLE2
  [0x87, (m) => tuple(m, 3)], // TUPLE3
  [0x7d, (m) => m.push(new Map())], // EMPTY_DICT
  [0x64, (m) => m.push(fill(new Map(), m.popToMark()))], // DICT
  [0x73, (m) => setItem(m)], // SETITEM
  [0x75, (m) => m.setItems(m.popToMark())], // SETITEMS
  [0x8f, (m) => m.push(new Set())], // EMPTY_SET
  [0x90, (m) => m.addItems(m.popToMark())], // ADDITEMS
  [0x91, (m) => m.push(new Set(m.popToMark()))], // FROZENSET
  // Stack and memo
  [0x28, (m) => m.mark()], // MARK
  [0x30, (m) => m.discard()], // POP
  [0x31, (m) => void m.popToMark()], // POP_MARK
  [0x32, (m) => m.push(m.top())], // DUP
  [0x67, (m, b) => m.recall(parseInteger(b.line()))], // GET
  [0x68, (m, b) => m.recall(b.u8())], // BINGET
  [0x6a, (m, b) => m.recall(b.u32())], // LONG_BINGET
  [0x70, (m, b) => m.remember(parseInteger(b.line()))], // PUT
  [0x71, (m, b) => m.remember(b.u8())], // BINPUT
  [0x72, (m, b) => m.remember(b.u32())], // LONG_BINPUT
  [0x94, (m) => m.rememberNext()], // MEMOIZE
  // Globals and objects
  [0x63, (m, b) => m.global(b.line(), b.line())], // GLOBAL
  [0x93, (m) => stackGlobal(m)], // STACK_GLOBAL
  [0x52, (m) => m.call()], // REDUCE
  [0x81, (m) => m.call()], // NEWOBJ
  [0x62, (m) => m.build()], // BUILD
  [0x50, (m, b) => m.persistent(b.line())], // PERSID
  [0x51, (m) => m.persistent(m.pop())], // BINPERSID
  // Framing
  [0x80, (_, b) => checkProtocol(b.u8())], // PROTO
  [0x95, (_, b) => void b.length64()], // FRAME
]);

/** What an instruction costs beyond its own step: the values that it makes, and the table that remembers one. */
const COSTS = new Map<number, number>([
  ...[0x5d, 0x29, 0x6c, 0x74, 0x85, 0x86, 0x87, 0x8a, 0x8b, 0x4c, 0x8e, 0x96, 0x42, 0x43].map(
    (opcode) => [opcode, LIST_COST] as const,
  ),
  ...[0x7d, 0x64, 0x8f, 0x91, 0x52, 0x81].map((opcode) => [opcode, TABLE_COST] as const),
  ...[0x70, 0x71, 0x72, 0x94].map((opcode) => [opcode, MEMO_COST] as const),
]);

function setItem(machine: Machine): void {
  const value = machine.pop();
  machine.setItems([machine.pop(), value]);
}

function stackGlobal(machine: Machine): void {
  const name = machine.pop();
  machine.global(machine.pop(), name);
}

function checkProtocol(protocol: number): void {
  if (protocol > 5) throw new PickleError(`its protocol ${protocol} is unknown`);
}

function parseDigits(text: string): string {
  if (!/^-?\d{1,1000}$/.test(text)) throw new PickleError(`it contains ${brief(text)} as a number`);
  return text;
}

function parseInteger(text: string): number {
  return Number(parseDigits(text));
}

/** A number where it is exact, a bigint beyond. */
function integer(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Two's complement, least significant byte first. */
function littleEndian(bytes: Uint8Array): bigint {
  if (bytes.length > 1024) throw new PickleError(`it holds a whole number of ${bytes.length} bytes`);
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return BigInt.asIntN(bytes.length * 8, value);
}
