import { loadScenario } from '../../scenarios/catalogue.ts';
import { serveCoordinator } from './serve-coordinator.ts';

serveCoordinator(loadScenario);
