import { serveCoordinator } from '../../../src/live/worker/serve-coordinator.ts';
import { loadScenario } from './scenarios.ts';

serveCoordinator(loadScenario);
