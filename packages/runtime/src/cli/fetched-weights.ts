/** What `tlp weights fetch` tells of a file. The JSON output lists these. */
export interface FetchedWeights {
  /** `resnet50:imagenet`, or a file of a repository: `org/name:model.safetensors`. */
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}
