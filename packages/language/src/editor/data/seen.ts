import { isSound } from '../../plan/draft-facts.js';
import type { Draft } from '../../resolve/resolve.js';
import type { Scene } from '../feature.js';
import { besideUri } from '../uris.js';
import { countData, type DataCount } from './count.js';

/** The data of a pipeline as far as it can be seen from here and the user wants it to be looked at. */
export function dataSeen({ settings, snapshot, workspace }: Scene, draft: Draft): DataCount | undefined {
  const { data } = draft.pipeline;
  const sound = isSound(draft, 'data.path') && isSound(draft, 'data.split') && data.path !== '';
  if (!settings.lookAtData || !sound) return undefined;
  return countData({ list: (path) => workspace.files.list(besideUri(snapshot.uri, path)) }, data);
}
