/** What a click on a cell of the preview writes. */
import type { TextFeature } from '../../feature.js';
import { moveCut } from '../../preview/move-cut.js';
import { rangeIn } from '../../stretch.js';
import { type MovedFreezeCut, type MoveFreezeCutParams, moveFreezeCutRequest } from '../requests.js';
import { chosen } from './chosen.js';

export const moveFreezeCut: TextFeature<MoveFreezeCutParams, MovedFreezeCut | null> = {
  method: moveFreezeCutRequest,
  capabilities: {},
  answer({ snapshot }, params) {
    const found = chosen(snapshot, params);
    if (!found) return null;
    const moved = moveCut(snapshot, found, params);
    if ('refusal' in moved) return moved;
    const { freeze, edit } = moved;
    const range = rangeIn(snapshot.text, edit);
    return { freeze, version: snapshot.version, edit: { range, newText: edit.text } };
  },
};
