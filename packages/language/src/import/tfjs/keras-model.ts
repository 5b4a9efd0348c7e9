/** A network as Keras describes it: layers that are called on the outputs of others; models stand as layers in models. */
import { isRecord } from '../../record.js';
import { ImportProblem } from '../model.js';
import { kerasLayers } from './keras-layers.js';
import type { OnnxScript } from './script.js';

type Config = Readonly<Record<string, unknown>>;

interface Written {
  readonly input: string;
  /** Of a batch of images; null for sizes that are open. */
  readonly shape: readonly (number | null)[];
  readonly output: string;
}

/** Models within models within models … */
const deepest = 16;

const recordsOf = (value: unknown): readonly Config[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @throws ImportProblem */
export function writeKerasModel(script: OnnxScript, model: Config, version: string): Written {
  const writer = new KerasWriter(script, version);
  const { shape } = whole(model);
  const input = inputName(model) ?? 'input';
  const [output] = writer.model(model, [input], 0, '');
  if (output === undefined) throw new ImportProblem('it has no output');
  return { input, shape, output };
}

class KerasWriter {
  constructor(
    readonly script: OnnxScript,
    readonly version: string,
  ) {}

  model(model: Config, inputs: readonly string[], depth: number, prefix: string): readonly string[] {
    if (depth > deepest) throw new ImportProblem('its models are nested too deeply');
    const { config, layers } = whole(model);
    const within = { depth, prefix };
    if (model.class_name === 'Sequential') {
      return layers.reduce<readonly string[]>((values, layer) => this.layer(layer, values, within), inputs);
    }
    return this.functional(config, layers, inputs, within);
  }

  functional(
    config: Config,
    layers: readonly Config[],
    inputs: readonly string[],
    within: Within,
  ): readonly string[] {
    const values = new Map<string, readonly string[]>();
    const heads = referencesOf(config.input_layers).map(([name]) => name);
    for (const [i, name] of heads.entries()) values.set(`${name}:0`, [inputs[i] ?? '']);
    // A layer may stand before those that it reads, so each is written once what it reads is there.
    let waiting = layers.flatMap((layer) =>
      heads.includes(nameOf(layer))
        ? []
        : callsOf(layer).map((call, i) => ({ layer, call, key: `${nameOf(layer)}:${i}` })),
    );
    while (waiting.length > 0) {
      const ready = waiting.filter(({ call }) => call.every(([name, node]) => values.has(`${name}:${node}`)));
      if (ready.length === 0) {
        const names = waiting.slice(0, 3).map(({ layer }) => nameOf(layer));
        throw new ImportProblem(
          `its layers ${names.join(', ')} read what nothing gives, or each other in a circle`,
        );
      }
      for (const { layer, call, key } of ready) {
        const read = call.map(([name, node, tensor]) => values.get(`${name}:${node}`)![tensor] ?? '');
        values.set(key, this.layer(layer, read, within));
      }
      const done = new Set(ready);
      waiting = waiting.filter((one) => !done.has(one));
    }
    return referencesOf(config.output_layers).map(([name, node, tensor]) => {
      const output = values.get(`${name}:${node}`)?.[tensor];
      if (output === undefined) throw new ImportProblem(`its output ${name} is no layer's`);
      return output;
    });
  }

  layer(layer: Config, inputs: readonly string[], { depth, prefix }: Within): readonly string[] {
    const kind = textOf(layer.class_name);
    const config = isRecord(layer.config) ? layer.config : {};
    const name = nameOf(layer);
    if (kind === 'InputLayer') return inputs;
    if (['Model', 'Functional', 'Sequential'].includes(kind)) {
      return this.model(layer, inputs, depth + 1, `${prefix}${name}/`);
    }
    const write = Object.hasOwn(kerasLayers, kind) ? kerasLayers[kind] : undefined;
    // A node of an op that nobody knows: told with all others.
    if (!write) return [this.script.add(kind === '' ? 'a layer without a kind' : kind, name, inputs)];
    const weight = (part: string) =>
      [`${prefix}${name}/${part}`, `${name}/${part}`].find((full) => this.script.tensors.has(full));
    return [write({ script: this.script, name, config, version: this.version, weight }, inputs)];
  }
}

interface Within {
  readonly depth: number;
  readonly prefix: string;
}

function whole(model: Config): {
  config: Config;
  layers: readonly Config[];
  shape: readonly (number | null)[];
} {
  // Early Keras has the layers of a sequential model alone.
  const config: Config = isRecord(model.config) ? model.config : { layers: model.config };
  const layers = recordsOf(config.layers);
  if (layers.length === 0) throw new ImportProblem('it has no layers');
  return { config, layers, shape: shapeOf(layers) };
}

/** Of the first layer that tells, in whichever model it stands. */
function shapeOf(layers: readonly Config[]): readonly (number | null)[] {
  for (const layer of layers) {
    if (!isRecord(layer.config)) continue;
    const { batch_input_shape, batch_shape, layers: inner } = layer.config;
    const given = batch_input_shape ?? batch_shape;
    if (Array.isArray(given)) return given.map((size) => (typeof size === 'number' ? size : null));
    const inside = recordsOf(inner);
    if (inside.length > 0) return shapeOf(inside);
  }
  return [];
}

const nameOf = (layer: Config): string =>
  textOf(layer.name) || (isRecord(layer.config) ? textOf(layer.config.name) : '');

function inputName(model: Config): string | undefined {
  const config = isRecord(model.config) ? model.config : {};
  return referencesOf(config.input_layers)[0]?.[0];
}

/** A layer, which of its calls, and which of its outputs. */
type Reference = readonly [name: string, call: number, output: number];

/** `["input_1", 0, 0]`, or a list of such. */
function referencesOf(value: unknown): readonly Reference[] {
  if (!Array.isArray(value)) return [];
  if (typeof value[0] === 'string') return [[value[0], Number(value[1] ?? 0), Number(value[2] ?? 0)]];
  return value.flatMap(referencesOf);
}

/** What each call of a layer reads: lists of references in Keras 2, arguments with histories in Keras 3. */
function callsOf(layer: Config): readonly (readonly Reference[])[] {
  if (!Array.isArray(layer.inbound_nodes)) return [];
  return layer.inbound_nodes.map((call: unknown) =>
    isRecord(call) ? historiesOf(call.args) : referencesOf(call),
  );
}

function historiesOf(value: unknown): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap(historiesOf);
  if (!isRecord(value) || !isRecord(value.config)) return [];
  return referencesOf(value.config.keras_history);
}
