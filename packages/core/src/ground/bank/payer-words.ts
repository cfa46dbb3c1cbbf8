/** Words that name no payer: every second bank line has them. */
const noise = new Set(
  'THE OF AND INC LLC CORP CO COMPANY INSURANCE INS HEALTH HEALTHCARE PLAN PLANS CARE GROUP SERVICES SERVICE BENEFIT BENEFITS ADMIN CLAIMS CLAIM PAYMENT PAYMENTS HCCLAIMPMT HCCLAIM EFT ACH CCD TRN DEPOSIT CREDIT EDI PMT MEDICAL DENTAL VISION NATIONAL AMERICA AMERICAN MUTUAL LIFE BANK PREAUTHORIZED ELECTRONIC'.split(
    ' ',
  ),
);

const wordsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length >= 3 && !noise.has(word) && !/^\d+$/.test(word));

/**
 * Whether the bank's text names the payer: they share a telling word, or one's word begins the other's (banks cut names at 16 letters,
 * often in the middle of a word: `NORTHWIND MUTUA`).
 */
export function namesPayer(bankText: string, payerName: string): boolean {
  const bank = wordsOf(bankText);
  return wordsOf(payerName).some((word) =>
    bank.some(
      (other) => other === word || (Math.min(other.length, word.length) >= 5 && (other.startsWith(word) || word.startsWith(other))),
    ),
  );
}
