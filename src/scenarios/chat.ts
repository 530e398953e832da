import { latency, mark, now, print, wait } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

interface Chat {
  readonly clients: number;
  readonly messages: number;
  readonly gap: number;
}

/** How long it takes to answer a message, in program seconds: a little I/O. */
const ANSWER = 0.01;

const constants = ({ clients, messages, gap }: Chat): string =>
  `CLIENTS, MESSAGES, GAP = ${clients}, ${messages}, ${gap}`;

const serveListing = (chat: Chat): string => `
        import threading, time

        ${constants(chat)}
        start = time.monotonic()
        waits = []

        def serve(client):
            for message in range(MESSAGES):
                due = start + GAP * (message + (client + 1) / CLIENTS)
                time.sleep(max(0, due - time.monotonic()))  #@ arrive
                time.sleep(${ANSWER})  #@ answer
                waits.append(time.monotonic() - due)  #@ latency
`;

export const chat = defineScenario({
  id: 'chat',
  hidesMain: true,
  parameters: {
    clients: { kind: 'integer', label: 'clients', initial: 10, min: 1, max: 100, step: 1 },
    messages: { kind: 'integer', label: 'messages each', initial: 5, min: 1, max: 50, step: 1 },
    gap: { kind: 'number', label: 'gap', unit: 's', initial: 1, min: 0.1, max: 10, step: 0.1 },
  },
  program: {
    routines: {
      *serve({ mode, parameters }, client: number) {
        const { clients, messages, gap } = parameters;
        const waits: number[] = [];
        for (let message = 0; message < messages; message++) {
          const due = gap * (message + (client + 1) / clients);
          yield* wait(Math.max(0, due - (yield* now('arrive'))), 'arrive');
          yield* wait(ANSWER, 'answer');
          const waited = (yield* now('latency')) - due;
          yield* latency(waited, 'latency');
          waits.push(waited);
        }
        if (mode.id !== 'processes') return;
        yield* mark('return');
        return waits;
      },
      *main(scope) {
        const { clients, messages } = scope.parameters;
        const jobs = Array.from({ length: clients }, (_, client) => {
          const call = { routine: 'serve', args: [client] };
          return {
            name: `client ${client}`,
            call,
            thread: { name: `Thread-${client + 1} (serve)`, call },
          };
        });
        yield* doJobs(scope, { jobs, workers: clients, consume: () => mark('collect') });
        yield* print(`${clients * messages} answers`, 'print');
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one connection after another',
      listing: (parameters) => `${serveListing(parameters).replace('threading, ', '')}
        for client in range(CLIENTS):
            serve(client)  #@ each
        print(len(waits), "answers")  #@ print
      `,
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: ({ clients }) => `${counted(clients, 'task')}, one loop`,
      listing: (parameters) => `
        import asyncio, time

        ${constants(parameters)}
        start = time.monotonic()
        waits = []

        async def serve(client):
            for message in range(MESSAGES):
                due = start + GAP * (message + (client + 1) / CLIENTS)
                await asyncio.sleep(max(0, due - time.monotonic()))  #@ arrive
                await asyncio.sleep(${ANSWER})  #@ answer
                waits.append(time.monotonic() - due)  #@ latency

        async def main():
            clients = [serve(client) for client in range(CLIENTS)]  #@ spawn
            await asyncio.gather(*clients)  #@ collect
            print(len(waits), "answers")  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ clients }) => `${counted(clients, 'thread')}`,
      listing: (parameters) => `${serveListing(parameters)}
        threads = [threading.Thread(target=serve, args=(client,))
                   for client in range(CLIENTS)]
        for thread in threads:
            thread.start()  #@ spawn
        for thread in threads:
            thread.join()  #@ collect
        print(len(waits), "answers")  #@ print
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: ({ clients }) => `${counted(clients, 'process', 'processes')}`,
      listing: (parameters) => `
        import time
        from concurrent.futures import ProcessPoolExecutor

        ${constants(parameters)}

        def serve(client, start):
            waits = []
            for message in range(MESSAGES):
                due = start + GAP * (message + (client + 1) / CLIENTS)
                time.sleep(max(0, due - time.monotonic()))  #@ arrive
                time.sleep(${ANSWER})  #@ answer
                waits.append(time.monotonic() - due)  #@ latency
            return waits  #@ return

        if __name__ == "__main__":
            starts = [time.monotonic()] * CLIENTS
            with ProcessPoolExecutor(max_workers=CLIENTS) as pool:  #@ spawn
                waits = pool.map(serve, range(CLIENTS), starts)  #@ collect
                print(sum(map(len, waits)), "answers")  #@ print
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt:
          'Ten people chat. The sync server stays with a connection until it closes, then takes the next. How long do the others wait for their first answer?',
        options: ['Hundredths of a second', 'Seconds', 'They never get one'],
        answer: 1,
        because:
          'Most of that time the server is idle: it waits for the next message of the one it serves, and does not look at the rest.',
      },
      {
        kind: 'fastest',
        prompt: 'All messages are answered in the end. Which mode ends first?',
        because:
          'They end together, soon after the last message. How long a run takes says nothing here; the figure to look at is the latency.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'wait', actor: 'client 0', at: 'arrive', nth: 1 },
        text: 'The server waits for the next message of client 0. Meanwhile the others have written, and nobody reads it.',
      },
      {
        mode: 'sync',
        at: { event: 'latency', actor: 'client 1' },
        text: 'The first answer to client 1. It has waited until client 0 had said all it had to say.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'client 0', at: 'arrive', nth: 1 },
        text: 'Between two messages the task has given the loop back. The loop answers whoever writes next.',
      },
      {
        mode: 'threads',
        at: { event: 'wait', actor: 'client 0', at: 'arrive', nth: 1 },
        text: 'This thread exists for one client and waits nearly all the time. Ten of them are no burden; ten thousand would be.',
      },
      {
        mode: 'processes',
        at: { event: 'start', actor: 'SpawnProcess-1' },
        text: 'Each connection takes up an interpreter of its own, which has to be started before the first answer.',
      },
    ],
    takeaway:
      'A realtime server mostly waits for whoever writes next. A task for each connection answers as soon as a message is there, and costs least to keep.',
    corrections: [
      {
        source: 'note',
        claim: 'For realtime work, such as chat, threads are no answer.',
        finding:
          'A thread for each client answers as quickly as a task does, as the latencies show. The claim is about numbers: each open connection then costs a thread and its stack, so it does not go far beyond thousands.',
        evidence: { mode: 'threads', at: { event: 'latency' } },
      },
    ],
    skin: {
      title: 'At the restaurant',
      rename: (kind, name) => {
        if (kind === 'task' && name.startsWith('client ')) return `guest ${name.slice('client '.length)}`;
        return kind === 'loop' ? 'Waiter' : null;
      },
    },
  },
});
