import { type DataSize, sizeOf } from '../data/counts.js';
import { editorBudget } from '../data/look.js';
import { lookAtData } from '../modalities/look.js';
import { isSound } from '../plan/draft-facts.js';
import type { Draft } from '../resolve/draft.js';
import type { Scene } from './feature.js';
import { filesBeside } from './files-beside.js';

/** Of a pipeline's data, as far as it can be seen from here and the user wants it to be looked at. */
export function dataSizeOf({ settings, snapshot, workspace }: Scene, draft: Draft): DataSize | undefined {
  const { data } = draft.pipeline;
  const sound = isSound(draft, 'data.path') && isSound(draft, 'data.split') && data.path !== '';
  if (!settings.lookAtData || !sound) return undefined;
  const seen = lookAtData(filesBeside(snapshot.uri, workspace.files), data, editorBudget);
  return seen && sizeOf(seen, data.split);
}
