import { type MouseEvent, type ReactNode, useState } from 'react';
import type { Seconds } from '../../base/units.ts';
import type { GuideId } from '../../scenarios/catalogue.ts';
import { choose } from '../catalogue/choose.ts';
import { timeOfRequest } from './model-runs.ts';
import { openRun } from './open-run.ts';
import { queryOfRequest, type RunRequest } from './run-request.ts';

interface LinkProps {
  readonly className?: string | undefined;
  readonly children: ReactNode;
  /** What it is called where its words alone do not say which it is; begins with them. */
  readonly label?: string;
}

/** Whether a click means this page, and not a new tab or window. */
const staysHere = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/**
 * A link to a run of the model.
 *
 * @param from the id of the place on this page that the browser's Back comes back to.
 */
export function RunLink(
  props: LinkProps & { readonly request: RunRequest; readonly from?: string },
): ReactNode {
  const { request, from, className, label, children } = props;
  const [time, setTime] = useState<Seconds | null>(null);
  // The run tells the moment's time; it is made once the link is about to be followed, to wherever the reader likes.
  const findTime = (): void => {
    if (request.moment && time === null) timeOfRequest(request).then(setTime, () => undefined);
  };
  return (
    <a
      className={className}
      aria-label={label}
      href={`./${queryOfRequest(request, time)}`}
      onPointerEnter={findTime}
      onFocus={findTime}
      onClick={(event) => {
        if (!staysHere(event)) return;
        event.preventDefault();
        if (from !== undefined) history.replaceState(null, '', `#${from}`);
        void openRun(request);
      }}
    >
      {children}
    </a>
  );
}

/**
 * A link to another of these pages.
 *
 * @param place the id of the place on that page that is brought into view.
 */
export function GuideLink(
  props: LinkProps & { readonly guide: GuideId; readonly place?: string },
): ReactNode {
  const { guide, place, className, children } = props;
  const fragment = place === undefined ? '' : `#${place}`;
  return (
    <a
      className={className}
      href={`./?scenario=${guide}${fragment}`}
      onClick={(event) => {
        if (!staysHere(event)) return;
        event.preventDefault();
        void choose(guide);
        if (fragment !== '') history.replaceState(null, '', fragment);
      }}
    >
      {children}
    </a>
  );
}
