import { serveThread } from '../src/live/worker/serve-thread.ts';
import { scenarioById } from './live-scenarios.ts';

serveThread(scenarioById);
