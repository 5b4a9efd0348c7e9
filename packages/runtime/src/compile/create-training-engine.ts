import { trainingLibrary } from '../engines/libraries.js';
import { createPortableTraining } from '../engines/portable/training.js';
import { createTensorFlowTraining } from '../engines/tensorflow/training.js';
import { inParts } from './in-parts.js';
import type { CreateTrainingEngine } from './training-engine.js';

export const createTrainingEngine: CreateTrainingEngine = async (program, given) => {
  const { atOnce, phase } = given;
  // Gradients of parts are added up where those of batches are.
  const options =
    atOnce === undefined
      ? given
      : { ...given, phase: { ...phase, accumulate: Math.max(2, phase.accumulate) } };
  const library = await trainingLibrary(options.engine);
  const engine =
    library.name === 'tensorflow'
      ? await createTensorFlowTraining(library.tf, program, options)
      : createPortableTraining(library.tf, program, options);
  return atOnce === undefined ? engine : inParts(engine, program, atOnce);
};
