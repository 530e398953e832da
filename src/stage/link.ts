import { formatPageState, type PageState } from '../io/page-state.ts';
import { firstScenario } from '../scenarios/catalogue.ts';
import { stageStore } from './state/stage-store.ts';

/** The query of a page state; of a guide where one is open. */
export function queryOf(page: PageState): string {
  const { entry, scenario } = stageStore.getState();
  if (entry.kind === 'guide') return `?scenario=${entry.id}`;
  return formatPageState(page, scenario, firstScenario.id);
}

/** The absolute address that opens the page in a state. */
export const linkTo = (page: PageState): string => new URL(`./${queryOf(page)}`, location.href).href;
