import type { TensorFlowEmitter } from './emitter.js';
import { bool, text, type } from './proto-values.js';
import type { Signature, SignatureTensor } from './saved-model.js';

/** TensorFlow variables by name, with the signatures that set and read them. */
export class TensorFlowVariables {
  readonly #handles = new Map<string, string>();
  readonly #shapes = new Map<string, readonly number[]>();

  constructor(private readonly emitter: TensorFlowEmitter) {}

  add(name: string, shape: readonly number[]): void {
    const handle = this.emitter.node('VarHandleOp', `variables/${name}`, [], {
      dtype: type('float32'),
      shape: { shape: { dim: shape.map((size) => ({ size })) } },
      shared_name: text(name),
      container: text(''),
    });
    this.#handles.set(name, handle);
    this.#shapes.set(name, shape);
  }

  handle(name: string): string {
    const handle = this.#handles.get(name);
    if (handle === undefined) throw new Error(`No variable named ${name}.`);
    return handle;
  }

  /** The variable's value at this place of the graph; control inputs say what must have happened before. */
  read(name: string, scope: string, after: readonly string[] = []): string {
    return this.emitter.node('ReadVariableOp', `${scope}/read/${name}`, [this.handle(name), ...after], {
      dtype: type('float32'),
    });
  }

  assign(name: string, value: string, scope: string, after: readonly string[] = []): string {
    const inputs = [this.handle(name), value, ...after];
    return this.emitter.node('AssignVariableOp', `${scope}/assign/${name}`, inputs, {
      dtype: type('float32'),
      validate_shape: bool(false),
    });
  }

  assignAdd(name: string, value: string, scope: string): string {
    return this.emitter.node('AssignAddVariableOp', `${scope}/add/${name}`, [this.handle(name), value], {
      dtype: type('float32'),
    });
  }

  /** Sets every variable from feeds of its name. */
  initSignature(): Signature {
    const inputs: Record<string, SignatureTensor> = {};
    const done = [...this.#shapes].map(([name, shape]) => {
      const type = { dtype: 'float32', shape } as const;
      const tensor = this.emitter.placeholder(`init/feed/${name}`, type);
      inputs[name] = { tensor, ...type };
      return `^${this.assign(name, tensor, 'init')}`;
    });
    const tensor = this.emitter.float('Identity', 'init/done', [this.emitter.scalar(1), ...done]);
    return { inputs, outputs: { done: { tensor, dtype: 'float32', shape: [] } } };
  }

  /** Gives every variable's value under its name. */
  readSignature(): Signature {
    const outputs = Object.fromEntries(
      [...this.#shapes].map(([name, shape]): [string, SignatureTensor] => [
        name,
        { tensor: this.read(name, 'dump'), dtype: 'float32', shape },
      ]),
    );
    return { inputs: {}, outputs };
  }
}
