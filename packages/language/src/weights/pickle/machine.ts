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

const MARK = Symbol('mark');

/** The stack and the memo that a pickle's instructions work on. */
export class PickleMachine {
  readonly #options: PickleOptions;
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();

  constructor(options: PickleOptions) {
    this.#options = options;
  }

  push(value: unknown): void {
    this.#stack.push(value);
  }

  pop(): unknown {
    const value = this.top();
    this.#stack.pop();
    return value;
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
    const args = this.pop();
    const callee = this.pop();
    if (!(callee instanceof Callable)) throw new PickleError('it calls something that is not a function');
    if (!Array.isArray(args)) throw new PickleError(`it calls ${callee.name} without arguments`);
    this.push(callee.apply(args));
  }

  /** BUILD: attributes set on an object. Only a dict's (`_metadata` of a state dict) are met, and nobody needs them. */
  build(): void {
    this.pop();
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
}

/** A listed function on the stack. */
class Callable {
  constructor(
    readonly name: string,
    readonly apply: (args: readonly unknown[]) => unknown,
  ) {}
}

/** Fills a dict from its keys and values in turn. */
export function fill(dict: Map<unknown, unknown>, items: readonly unknown[]): Map<unknown, unknown> {
  if (items.length % 2 !== 0) throw new PickleError('a dict in it has a key without a value');
  for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  return dict;
}
