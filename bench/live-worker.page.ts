import { serveThread } from '../src/live/worker/serve-thread.ts';
import { loadScenario } from './live-scenarios.ts';

serveThread(loadScenario);
