export type PlaceKind = 'facility' | 'non-facility';

/** Places of service at which Medicare, and most who follow it, pay the facility's rate. */
const facilities = new Set('02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61'.split(' '));

export const placeKind = (placeOfService: string): PlaceKind => (facilities.has(placeOfService) ? 'facility' : 'non-facility');
