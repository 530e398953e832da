/** The number of one of several files, counted from 1, in as many digits as all of them have: names stand in their order. */
export const fileNumber = (number: number, count: number): string =>
  `${number}`.padStart(Math.max(3, `${count}`.length), '0');
