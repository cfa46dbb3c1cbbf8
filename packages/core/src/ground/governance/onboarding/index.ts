export { closedInTraining, isClosedInTraining, openInTraining } from './apart.ts';
export {
  answerAddress,
  beginAddress,
  type ExerciseId,
  type ExerciseStanding,
  exerciseIds,
  exerciseOf,
  exercises,
  exercisesFor,
  isExercise,
  isRightAnswer,
  type PractisedAct,
  practisedAddresses,
  standingOfExercises,
} from './exercises.ts';
export {
  isStep,
  nextStep,
  onboardingSteps,
  type StepFact,
  type StepFacts,
  type StepId,
  type StepNote,
  type StepStanding,
  standingOfSteps,
  stepIds,
} from './steps.ts';
