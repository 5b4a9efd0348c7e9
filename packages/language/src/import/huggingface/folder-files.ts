type Json = Readonly<Record<string, unknown>>;

/** What the files of the folder say that are not the weights. */
export interface FolderFiles {
  /** `config.json`. */
  readonly config: Json;
  /** `tokenizer_config.json`. */
  readonly tokenizer?: Json | undefined;
  /** `sentence_bert_config.json` of a sentence transformer. */
  readonly sentences?: Json | undefined;
  /** `1_Pooling/config.json` of a sentence transformer. */
  readonly pooling?: Json | undefined;
  /** `modules.json` of a sentence transformer: what it computes one after another. */
  readonly modules?: readonly unknown[] | undefined;
  /** `config.json` of each of its dense layers, by the layer's folder. */
  readonly dense?: Readonly<Record<string, Json>> | undefined;
}
