import { editorBudget } from '../data/look.js';
import { modalityOf } from '../modalities/index.js';
import { lookAtData } from '../modalities/look.js';
import type { InputFit } from '../modalities/modality.js';
import { isSound } from '../plan/draft-facts.js';
import type { Draft } from '../resolve/draft.js';
import type { Scene } from './feature.js';
import { filesBeside } from './files-beside.js';

/** What a pipeline's data say of its `input`, as far as they can be seen from here and the user wants them to be looked at. */
export function inputFitOf({ settings, snapshot, workspace }: Scene, draft: Draft): InputFit | undefined {
  const { data, backbone } = draft.pipeline;
  const sound = isSound(draft, 'data') && isSound(draft, 'backbone') && data.path !== '';
  const { fit } = modalityOf(data);
  if (!fit || !settings.lookAtData || !sound) return undefined;
  const seen = lookAtData(filesBeside(snapshot.uri, workspace.files), data, editorBudget);
  return seen && fit(seen, data, backbone.inputSize, draft.backbone.preprocessing);
}
