import type { Skin } from '../../program/lesson.ts';
import type { Scenario } from '../../program/scenario.ts';
import { actorNames } from '../../trace/actor-names.ts';
import type { Actor, ActorId } from '../../trace/actors.ts';
import type { Grouping } from '../../trace/lanes/lanes.ts';
import { stageStore, useStage } from './stage-store.ts';

/** The name of a thread's lane among several processes: the process, and its thread where that is not the main one. */
const PROCESS_AND_THREAD = /^(.+) · (.+)$/;

/** A lane's name in a story: its own where the story has none. Main threads go by the name of their process. */
function inStory({ rename }: Skin, grouping: Grouping, name: string): string {
  const [, process, thread] = PROCESS_AND_THREAD.exec(name) ?? [];
  if (grouping === 'thread' && process && thread) {
    return `${rename('process', process) ?? process} · ${rename('thread', thread) ?? thread}`;
  }
  const isProcess = grouping === 'thread' && /Process(-\d+)?$/.test(name);
  return rename(isProcess ? 'process' : grouping, name) ?? name;
}

const labels = new WeakMap<Skin, Map<Grouping, (name: string) => string>>();

/** How a story labels lanes: the same function each time, so that nothing is drawn again without need. */
export function labelsOf(skin: Skin, grouping: Grouping): (name: string) => string {
  let ofSkin = labels.get(skin);
  if (!ofSkin) {
    ofSkin = new Map();
    labels.set(skin, ofSkin);
  }
  let label = ofSkin.get(grouping);
  if (!label) {
    label = (name) => inStory(skin, grouping, name);
    ofSkin.set(grouping, label);
  }
  return label;
}

/** The everyday story of a workload, where it has one. */
export const storyOf = (scenario: Scenario): Skin | undefined => scenario.lesson?.skin;

/** How the lanes on the stage are labelled; `undefined` while no story is told. */
export function useLaneLabels(): ((name: string) => string) | undefined {
  const skin = useStage((state) => (state.page.story ? storyOf(state.scenario) : undefined));
  const grouping = useStage((state) => state.grouping);
  return skin && labelsOf(skin, grouping);
}

/**
 * What the actors of a trace are called in words: as their lanes are, in the story while one is told. Actors without a
 * lane keep their names.
 */
export function useActorNames(): (actors: readonly Actor[]) => (actor: ActorId) => string {
  const skin = useStage((state) => (state.page.story ? storyOf(state.scenario) : undefined));
  return (actors) => namesIn(skin, actors);
}

/** The same outside React, as they are called now. */
export function actorNamesOnStage(actors: readonly Actor[]): (actor: ActorId) => string {
  const { page, scenario } = stageStore.getState();
  return namesIn(page.story ? storyOf(scenario) : undefined, actors);
}

function namesIn(skin: Skin | undefined, actors: readonly Actor[]): (actor: ActorId) => string {
  const nameOf = actorNames(actors);
  if (!skin) return nameOf;
  return (id) => {
    const kind = actors[id]?.kind;
    const hasLane = kind === 'task' || kind === 'thread' || kind === 'core';
    return hasLane ? labelsOf(skin, kind)(nameOf(id)) : nameOf(id);
  };
}
