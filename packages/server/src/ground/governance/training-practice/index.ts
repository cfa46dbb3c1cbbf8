export { keptInTraining, refuseInTraining, shutInTraining } from './closed.ts';
export { trainingCommands, type Unbalanced } from './commands.ts';
export { type Fictional, makeTraining } from './make.ts';
export { trainingQueries } from './queries.ts';
export { type Trainee, trainingsOf } from './store.ts';
export { inTraining, unmeasured, unmeasuredJobs } from './unmeasured.ts';
