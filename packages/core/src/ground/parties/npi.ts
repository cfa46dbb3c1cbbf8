/** Whether a text is a National Provider Identifier: ten digits, 1 or 2 first, and a check digit over 80840 and the rest. */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  let total = 24;
  for (let i = 0; i < 10; i++) {
    const digit = Number(text[9 - i]);
    const doubled = digit * 2;
    total += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}
