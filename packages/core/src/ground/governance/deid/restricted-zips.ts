/**
 * First three digits of postal codes whose people number 20,000 or fewer, and which therefore become 000 (45 CFR 164.514(b)(2)(i)(B)). The
 * seventeen of the Census of 2000, as the guidance of the Office for Civil Rights on de-identification lists them (26 November 2012).
 */
export const restrictedZip3: ReadonlySet<string> = new Set(
  '036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893'.split(' '),
);

/** What of a postal code may stay. */
export const keptOfZip = (zip: string): string => {
  const three = zip.replace(/\D/g, '').slice(0, 3);
  return three.length < 3 || restrictedZip3.has(three) ? '000' : three;
};
