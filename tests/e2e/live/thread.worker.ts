import { serveThread } from '../../../src/live/worker/serve-thread.ts';
import { loadScenario } from './scenarios.ts';

serveThread(loadScenario);
