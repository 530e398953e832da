import { serveThread } from '../../../src/live/worker/serve-thread.ts';
import { scenarioById } from './scenarios.ts';

serveThread(scenarioById);
