import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports of this machine that nobody listens on, so that two runs side by side do not meet.
 *
 * @param {number} count
 * @returns {Promise<number[]>} `count` different ports
 */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
    return address.port;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
