export { type PlaceKind, placeKind } from './place-kind.ts';
export { type Priced, type Rate, rateOf } from './rate-of.ts';
export { roundedShare, timesUnits } from './rounding.ts';
