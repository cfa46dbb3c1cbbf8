export { createReader } from './create-reader.ts';
export { componentRange, elementRange, segmentRange } from './engine/places.ts';
export type * from './types.ts';
