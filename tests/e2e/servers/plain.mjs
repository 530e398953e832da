/** A static host without header control: serves dist/ with a content type and nothing else. Argument: the port. */
import { fileURLToPath } from 'node:url';
import { startStaticHost } from './static-host.mjs';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));
await startStaticHost({ folders: { '/': dist }, port: Number(process.argv[2]) });
