/** What a Keras model's configuration (`config.json`) says of the layers whose variables lie beside it. */
import { isRecord } from '../../record.js';
import { numberedLayers } from './variables.js';

export interface LayerConfig {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Models in models; more is no model. */
const deepest = 16;

/**
 * The layers by the path under which Keras 3 saves them: `layers/functional/layers/conv2d_3`. Empty where the
 * configuration is none, or that of a model in code, whose layers it does not list.
 */
export function configuredLayers(config: unknown): ReadonlyMap<string, LayerConfig> {
  const found = new Map<string, LayerConfig>();
  collect(config, '', found, 0);
  return found;
}

function collect(model: unknown, path: string, found: Map<string, LayerConfig>, depth: number): void {
  const layers = isRecord(model) && isRecord(model.config) ? model.config.layers : undefined;
  if (!Array.isArray(layers) || depth > deepest) return;
  const known = layers.flatMap((layer) => describe(layer) ?? []);
  const numbers = numberedLayers(known.map(({ name, className }) => [name, className]));
  for (const { name, config, layer } of known) {
    const at = `${path}layers/${numbers.get(name)}`;
    found.set(at, { name, config });
    collect(layer, `${at}/`, found, depth + 1);
  }
}

function describe(layer: unknown) {
  if (!isRecord(layer) || !isRecord(layer.config)) return undefined;
  const { class_name: className, config } = layer;
  const { name } = config;
  return typeof className === 'string' && typeof name === 'string'
    ? { name, className, config, layer }
    : undefined;
}
