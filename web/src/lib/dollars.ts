const formats = new Map<number, Intl.NumberFormat>();

function digitsFor(amount: number): number {
  if (amount === 0 || amount >= 1) return 2;
  return amount >= 0.01 ? 3 : 5;
}

/** US dollars with enough digits to tell small amounts apart. */
export function dollars(amount: number): string {
  const digits = digitsFor(amount);
  const format =
    formats.get(digits) ??
    new Intl.NumberFormat('en', {
      style: 'currency',
      currency: 'USD',
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    });
  formats.set(digits, format);
  return format.format(amount);
}
