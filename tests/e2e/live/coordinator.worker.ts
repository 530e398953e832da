import { serveCoordinator } from '../../../src/live/worker/serve-coordinator.ts';
import { scenarioById } from './scenarios.ts';

serveCoordinator(scenarioById);
