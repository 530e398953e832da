/** What a live run is held against: a worker as anybody would write it, that computes and records nothing. */
function sumOfSquares(steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += step * step;
  return sum;
}

addEventListener('message', ({ data }: MessageEvent<number>) => postMessage(sumOfSquares(data)));
