/** What `npm run parity` has measured of one backbone. Errors are relative to the reference's value. */
export interface ParityRow {
  readonly name: string;
  readonly family: string;
  readonly reference: string;
  /** What trains, without the classifier: ours and the reference's. */
  readonly parameters: number;
  readonly expectedParameters: number;
  /** Side of the images, pixels. */
  readonly size: number;
  /** Of the features of one example. */
  readonly shape: string;
  readonly expectedShape: string;
  /** The largest error of a block's output. */
  readonly features: number;
  /** Of an input value; null where no package states how its weights want the input. */
  readonly preprocessing: number | null;
  /** Null for networks too large to be trained in double precision by the reference. */
  readonly loss: number | null;
  readonly gradients: number | null;
  /** Of the weights after three steps of descent, relative to the change. */
  readonly steps: number | null;
}
