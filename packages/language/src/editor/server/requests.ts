/**
 * Requests beyond the protocol. Everything here is plain JSON, so that a client in any language can use it.
 */
import type { Location, TextEdit } from 'vscode-languageserver-protocol';
import type { FileEntry } from '../../files.js';
import type { ExplainedValue } from '../../plan/explain.js';
import type { ImageShape } from '../../plan/head-shapes.js';
import type { BlockState, PhasePlan } from '../../plan/plan.js';
import type { EditorSettings } from '../settings.js';

/** What a client may send as `initializationOptions`; all of it optional. */
export interface InitializationOptions {
  /** As under `tlp.` in VS Code's settings. */
  readonly settings?: DeepPartial<EditorSettings>;
  /** The client shows `builtin:` URIs, asking for their text by {@link builtinRequest}. */
  readonly builtinDocuments?: boolean;
  /** Commands that the client can run: ours, for which lenses are shown, and {@link suggestCommand}. */
  readonly commands?: readonly string[];
  /** The client shows what it asked us for in views of its own, and takes {@link staleNotification}. */
  readonly views?: boolean;
  /** The client answers {@link filesRequest} and its fellows. A server without a file system asks them. */
  readonly files?: boolean;
  /** The client answers {@link tensorsRequest}. */
  readonly tensors?: boolean;
}

/** VS Code's own: opens the list of what may stand at the cursor, as accepting a word that asks for a value does. */
export const suggestCommand = 'editor.action.triggerSuggest';

export type DeepPartial<T> = { readonly [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] };

// From the client to the server.

/** `{uri}` → {@link BuiltinText} or null: the text of a built-in document, `builtin:///backbones/NAME.tlp`. */
export const builtinRequest = 'tlp/builtin';

export interface BuiltinText {
  readonly uri: string;
  readonly text: string;
}

/** {@link PipelineParams} → {@link BackboneGraph} or null: what the preview draws. */
export const backboneGraphRequest = 'tlp/backboneGraph';

/** {@link PipelineParams} → {@link PipelinePlan} or null: what `tlp plan` says, as far as it can be known here. */
export const planRequest = 'tlp/plan';

/** {@link PipelineParams} → {@link ResolvedPipeline} or null: what `tlp explain` says. */
export const explainRequest = 'tlp/explain';

/** `{uri}` of a run directory → `RunCurves` (`run/curves.ts`) or null where no run is: its curves, as far as they can be read. */
export const runCurvesRequest = 'tlp/runCurves';

/** `{uri}` → names of the pipelines in the text, in its order, each with the line (from 0) it starts on. */
export const pipelinesRequest = 'tlp/pipelines';

export interface PipelineName {
  readonly name: string;
  readonly line: number;
}

/** Which pipeline is meant: by name, else the one at the line (from 0), else the first. */
export interface PipelineParams {
  readonly uri: string;
  readonly pipeline?: string;
  readonly line?: number;
}

/** A backbone with its head as blocks in order from the image to the scores. */
export interface BackboneGraph {
  readonly pipeline: string;
  readonly backbone: { readonly name: string; readonly title: string };
  /** Side of the input, pixels. */
  readonly inputSize: number;
  /** Here and below, what depends on the number of classes counts only where that is known. */
  readonly parameters: number;
  /** Null where the data folder can't be seen; the scores' shape then says `classes`. */
  readonly classes: number | null;
  readonly blocks: readonly GraphBlock[];
  readonly phases: readonly GraphPhase[];
}

export interface GraphBlock {
  readonly name: string;
  /** `backbone`, or `head` for the one block of the head. */
  readonly part: 'backbone' | 'head';
  /** Of one image's output, the batch left out: `[7, 7, 320]`. */
  readonly shape: ImageShape;
  readonly parameters: number;
  readonly layers: readonly GraphLayer[];
  /** A residual connection runs through the block. */
  readonly residual: boolean;
  /** Where the text names it, then where it is declared; a click leads to the first. */
  readonly places: readonly Location[];
}

export interface GraphLayer {
  readonly name: string;
  /** `conv2d`, `batch_norm`, `dense` …; the head's layers without parameters are here too. */
  readonly kind: string;
  readonly shape: ImageShape;
  readonly parameters: number;
  /** Where it is written; nowhere for a layer of the backbone. */
  readonly places: readonly Location[];
}

export interface GraphPhase {
  readonly name: string;
  /** Where it is written: in the pipeline itself first, then in those that it extends. */
  readonly places: readonly Location[];
  /** As written: `..block5`. */
  readonly freeze: string;
  readonly epochs: number;
  readonly trained: number;
  readonly frozen: number;
  /** The last block that is computed once; null where every step starts from the image. The cut lies after it. */
  readonly cutAfter: string | null;
  readonly blocks: readonly {
    readonly name: string;
    readonly state: BlockState;
    readonly trained: number;
    /** Its learning rate, where blocks have rates of their own. */
    readonly rate?: number;
  }[];
}

/** {@link MoveFreezeCutParams} → {@link MovedFreezeCut} or null: the edit for a click on a cell of the preview. */
export const moveFreezeCutRequest = 'tlp/moveFreezeCut';

export interface MoveFreezeCutParams extends PipelineParams {
  readonly phase: string;
  /** The last block to freeze; null for the image, which freezes nothing. A block at the cut is freed again. */
  readonly after: string | null;
}

/** What to change in the text that was asked about, or why it can't be, for people. */
export type MovedFreezeCut =
  | { readonly freeze: string; readonly version: number; readonly edit: TextEdit }
  | { readonly refusal: string };

export interface PipelinePlan {
  readonly pipeline: string;
  readonly backbone: string;
  readonly inputSize: number;
  /**
   * Null where the data folder can't be seen from here; steps, bytes and passes are then 0, and what
   * depends on the number of classes is not counted.
   */
  readonly classes: number | null;
  readonly phases: readonly PhasePlan[];
}

export interface ResolvedPipeline {
  readonly pipeline: string;
  /** For people, as `tlp explain` prints it. */
  readonly text: string;
  readonly values: readonly ExplainedValue[];
}

/** From the server: views are to be asked for again, as files beside the open texts changed. */
export const staleNotification = 'tlp/stale';

// From the server to the client, where the server has no file system of its own.

/**
 * `{uri}` → {@link TensorsResult} or null: the tensors of a weight file, or of a model's folder, that the server's own readers
 * cannot read. A client may ask the user's `tlp`: the reader of HDF5 is too large to come with an editor's extension.
 */
export const tensorsRequest = 'tlp/tensors';

export type TensorsResult = readonly {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}[];

/** `{}` → URIs of the `.tlp` files in the workspace's folders. */
export const filesRequest = 'tlp/files';

/** {@link ReadFileParams} → {@link ReadFileResult} or null where there is no such file. */
export const readFileRequest = 'tlp/readFile';

export interface ReadFileParams {
  readonly uri: string;
  /** Only that many bytes from the start, as `base64`; without it the whole as `text`. */
  readonly bytes?: number;
}

export type ReadFileResult = { readonly text: string } | { readonly base64: string };

/** `{uri}` → what is in the folder, or null where there is no such folder. */
export const listFolderRequest = 'tlp/listFolder';

export type ListFolderResult = readonly FileEntry[];
