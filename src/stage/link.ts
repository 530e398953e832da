import { formatPageState, type PageState } from '../io/page-state.ts';
import { isImportAlone } from './state/stage-state.ts';
import { firstEntry, stageStore } from './state/stage-store.ts';

/** The id that an address of the stage need not name. What is from a file alone is of no workload, and none is named. */
export function unnamedId(): string {
  const { scenario } = stageStore.getState();
  return isImportAlone({ scenario }) ? scenario.id : firstEntry.id;
}

/** The query of a page state; of a guide where one is open. */
export function queryOf(page: PageState): string {
  const { entry, scenario } = stageStore.getState();
  if (entry.kind === 'guide') return `?scenario=${entry.id}`;
  return formatPageState(page, scenario, unnamedId());
}

/** The absolute address that opens the page in a state. */
export const linkTo = (page: PageState): string => new URL(`./${queryOf(page)}`, location.href).href;
