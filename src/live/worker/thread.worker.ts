import { scenarioById } from '../../scenarios/catalogue.ts';
import { serveThread } from './serve-thread.ts';

serveThread(scenarioById);
