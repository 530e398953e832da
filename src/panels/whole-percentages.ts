/**
 * Amounts as whole percentages of their sum that add up to 100: each is rounded down, and those that lose most by it get
 * what is left. All 0 where the sum is 0.
 */
export function wholePercentages(amounts: readonly number[]): readonly number[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  if (!(sum > 0)) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (amount / sum) * 100);
  const whole = exact.map(Math.floor);
  const left = 100 - whole.reduce((total, percentage) => total + percentage, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .sort((one, other) => other.loss - one.loss);
  for (const { index } of byLoss.slice(0, left)) whole[index] = (whole[index] as number) + 1;
  return whole;
}
