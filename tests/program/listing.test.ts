import { expect, it } from 'vitest';
import { parseListing } from '../../src/program/listing.ts';

it('takes out indentation, blank ends and marks', () => {
  const listing = parseListing(`

        import time

        def work():
            time.sleep(1)  #@ sleep
            return "#@ no mark"  #@ give done
      `);
  expect(listing).toEqual({
    lines: ['import time', '', 'def work():', '    time.sleep(1)', '    return "#@ no mark"'],
    marks: { sleep: 4, give: 5, done: 5 },
  });
});

it('refuses a mark that stands on two lines', () => {
  expect(() => parseListing('a  #@ here\nb  #@ here')).toThrow('The mark "here" stands on lines 1 and 2.');
});
