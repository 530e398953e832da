import { type Body, PERMITS, ROOM, type Statement, TICK } from './arbitrary-coroutines.ts';

const PRELUDE = `\
import asyncio

tasks = []
lock, semaphore = asyncio.Lock(), asyncio.Semaphore(${PERMITS})
queue = asyncio.Queue(${ROOM})

def begin(coroutine):
    tasks.append(asyncio.create_task(coroutine))
    return tasks[-1]
`;

const POSTLUDE = `
async def main():
    try:
        await main_body()
    except (Exception, asyncio.CancelledError) as error:
        print("main:", type(error).__name__)
    while pending := [task for task in tasks if not task.done()]:
        await asyncio.gather(*pending, return_exceptions=True)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ if isinstance(result, BaseException) else result
           for result in results])

asyncio.run(main())
`;

/** The text of a program in Python. Each body that is a coroutine of its own is a function named after its place. */
export function pythonOf(main: Body): string {
  const functions: string[] = [];
  defineFunction('main_body', 'main', main, functions);
  return [PRELUDE, ...functions, POSTLUDE].join('\n');
}

/** Defines a coroutine function, after those that it calls; gives a call of it. */
function defineFunction(name: string, place: string, body: Body, functions: string[]): string {
  const lines = block(body, place, functions);
  functions.push(`async def ${name}():\n${lines.join('\n')}\n    return "${place}"\n`);
  return `${name}()`;
}

/** The lines of a body, one level in. */
function block(body: Body, place: string, functions: string[]): string[] {
  const lines = body.flatMap((statement, index) => linesOf(statement, `${place}.${index}`, functions));
  return (lines.length > 0 ? lines : ['pass']).map((line) => `    ${line}`);
}

function linesOf(statement: Statement, place: string, functions: string[]): string[] {
  const call = (body: Body, index = 0): string =>
    defineFunction(`${place.replaceAll(/[.-]/g, '_')}_${index}`, `${place}-${index}`, body, functions);
  switch (statement.do) {
    case 'print':
      return [`print("${place}")`];
    case 'raise':
      return [`raise ValueError("${place}")`];
    case 'sleep':
      return [`await asyncio.sleep(${statement.ticks * TICK})`];
    case 'put':
      return [`await queue.put("${place}")`];
    case 'get':
      return [`print("${place}", await queue.get())`];
    case 'begin':
      return [`begin(${call(statement.body)})`];
    case 'cancel':
      return [
        `if len(tasks) > ${statement.task}:`,
        `    print("${place}", tasks[${statement.task}].cancel())`,
      ];
    case 'await':
      return [`print("${place}", await begin(${call(statement.body)}))`];
    case 'time-limit': {
      const limit = statement.ticks * TICK;
      return [`print("${place}", await asyncio.wait_for(begin(${call(statement.body)}), ${limit}))`];
    }
    case 'gather': {
      const calls = statement.bodies.map((body, index) => `begin(${call(body, index)})`);
      return [`print("${place}", await asyncio.gather(${calls.join(', ')}))`];
    }
    case 'group': {
      const calls = statement.bodies.map((body, index) => `        group.create_task(${call(body, index)})`);
      return [
        'try:',
        '    async with asyncio.TaskGroup() as group:',
        ...calls,
        `        print("${place} in the group")`,
        'except ExceptionGroup as group:',
        `    print("${place}", [type(error).__name__ for error in group.exceptions])`,
      ];
    }
    case 'lock':
      return [`async with ${statement.lock}:`, ...block(statement.body, place, functions)];
    case 'try': {
      const type = statement.caught === 'CancelledError' ? 'asyncio.CancelledError' : statement.caught;
      return [
        'try:',
        ...block(statement.body, place, functions),
        `except ${type}:`,
        `    print("${place} caught")`,
      ];
    }
    case 'finally':
      return [
        'try:',
        ...block(statement.body, place, functions),
        'finally:',
        `    print("${place} at last")`,
      ];
  }
}
