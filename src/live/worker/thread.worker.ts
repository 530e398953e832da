import { loadScenario } from '../../scenarios/catalogue.ts';
import { serveThread } from './serve-thread.ts';

serveThread(loadScenario);
