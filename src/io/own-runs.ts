import type { Trace } from '../trace/trace.ts';
import { cleanName, cleanText } from './clean-text.ts';
import type { ImportResult } from './imported-run.ts';
import type { ParseResult } from './parse-traces.ts';

/** Traces in our own format as runs that are fit to be shown. */
export function ownRuns(result: ParseResult): ImportResult {
  if (result.kind === 'problem') return { kind: 'problem', problem: cleanText(result.problem) };
  const runs = result.traces.map((read, index) => {
    const trace = cleaned(read);
    return { title: titleOf(trace), trace, stated: result.stated[index] ?? null };
  });
  return { kind: 'runs', runs, notices: [] };
}

/** What is read from another tool's file has no mode of ours, and is called as its file was. */
const titleOf = ({ scenario, mode }: Trace): string =>
  mode === 'imported' ? scenario : `${scenario}, ${mode}`;

/** A trace with names and texts that are fit to be shown. */
function cleaned(trace: Trace): Trace {
  const { actors, texts, error, params, machine } = trace;
  const { description } = machine;
  return {
    ...trace,
    scenario: cleanName(trace.scenario),
    mode: cleanName(trace.mode),
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        cleanName(name),
        typeof value === 'string' ? cleanName(value) : value,
      ]),
    ),
    machine: { ...machine, ...(description !== undefined && { description: cleanName(description) }) },
    actors: actors.map((actor) => ({ ...actor, name: cleanName(actor.name) })),
    texts: texts.map(cleanText),
    error: error && { type: cleanName(error.type), message: cleanText(error.message) },
  };
}
