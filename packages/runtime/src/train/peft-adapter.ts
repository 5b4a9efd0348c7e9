/**
 * The adapters of a phase as PEFT keeps them, in `adapter_config.json` and `adapter_model.safetensors`: A as `[rank,in]`, B as
 * `[out,rank]`, named by the modules of the reference (PEFT 0.21, `utils/save_and_load.py`).
 */
import type { Backbone, TensorLocation } from '@tlp/language/backbones/card.js';
import type { Adapter } from '@tlp/language/graph/adapters.js';
import type { Lora } from '@tlp/language/resolve/pipeline.js';
import type { FloatTensor } from '../weights/safetensors-write.js';
import type { Weights } from '../weights/tensors.js';

export interface PeftAdapter {
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, FloatTensor>;
}

/** Libraries of PyTorch whose networks have a module for each matrix. */
const libraries: readonly string[] = ['transformers', 'timm'];

/**
 * Null where the reference of the backbone has no modules that PEFT could adapt: its layouts are of other libraries, or a matrix
 * is no module's weight there.
 */
export function peftAdapter(
  { layouts }: Pick<Backbone, 'layouts'>,
  adapters: readonly Adapter[],
  lora: Lora,
  values: Weights,
): PeftAdapter | null {
  const layout = layouts.find(({ name }) => libraries.includes(name));
  if (!layout) return null;
  const tensors = new Map<string, FloatTensor>();
  const modules: string[] = [];
  const kinds = new Set<TensorLocation['transpose']>();
  for (const { down, parts } of adapters) {
    const places = parts.map(({ kernel }) => layout.locate(kernel.name));
    const [first] = places;
    const isWhole = places.every(
      ({ tensor, part }, i) =>
        tensor === first!.tensor && (part?.of ?? 1) === parts.length && (part?.index ?? 0) === i,
    );
    if (!first?.tensor.endsWith('.weight') || !isWhole) return null;
    kinds.add(first.transpose);
    const module = first.tensor.slice(0, -'.weight'.length);
    modules.push(module);
    const name = `base_model.model.${module}`;
    const [inputs, units] = parts[0]!.kernel.shape as readonly [number, number];
    const { rank } = lora;
    tensors.set(`${name}.lora_A.weight`, {
      shape: [rank, inputs],
      data: turned(values.get(down)!, inputs, rank),
    });
    const up = new Float32Array(parts.length * units * rank);
    parts.forEach((part, i) => {
      up.set(turned(values.get(part.up)!, rank, units), i * units * rank);
    });
    tensors.set(`${name}.lora_B.weight`, { shape: [parts.length * units, rank], data: up });
  }
  return kinds.size === 1
    ? { config: configOf(lora, modules, kinds.has('none'), layout.name), tensors }
    : null;
}

/** What a `LoraConfig` needs to know; it has defaults for all else. */
const configOf = (lora: Lora, modules: readonly string[], isConv1d: boolean, library: string) => ({
  peft_type: 'LORA',
  task_type: library === 'transformers' ? 'FEATURE_EXTRACTION' : null,
  base_model_name_or_path: null,
  inference_mode: true,
  r: lora.rank,
  lora_alpha: lora.alpha,
  lora_dropout: lora.dropout,
  bias: 'none',
  fan_in_fan_out: isConv1d,
  target_modules: modules,
});

/** `[rows,columns]` as `[columns,rows]`. */
function turned(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j]!;
  }
  return result;
}
