import { type ReactNode, useEffect, useState } from 'react';
import { payloadHash } from '../../stage/held-payload.ts';
import { linkTo } from '../../stage/link.ts';
import { hidesRuns, questionsFor } from '../../stage/state/stage-state.ts';
import { stageStore, useStage } from '../../stage/state/stage-store.ts';
import type { Composition } from '../../timeline/composition.ts';
import styles from './PrintedPicture.module.css';
import { isLightPaper, pictureForPaper } from './picture-for-paper.ts';

/** How long the stage rests before its picture is made anew, in milliseconds. */
const REST = 400;

/**
 * The final picture of the runs with a caption and their address, as it stands on paper. It is made while nothing else
 * happens, so that it is there when a deck is printed.
 *
 * @param isAlone whether it is all that the frame shows; else it is there for the printer only.
 */
export default function PrintedPicture({ isAlone }: { readonly isAlone: boolean }): ReactNode {
  const title = useStage((state) => state.entry.title);
  const page = useStage((state) => state.page);
  const question = useStage((state) => (hidesRuns(state) ? questionsFor(state)[0]?.prompt : undefined));
  const picture = usePicture(isAlone);
  const address = linkTo({ ...page, time: null });
  const payload = payloadHash();
  const isLight = isLightPaper(page, isAlone);
  return (
    <figure className={isLight ? `${styles.paper} ${styles.light}` : styles.paper}>
      {picture && <img src={picture.source} alt={`${title}. ${picture.description}`} />}
      <figcaption>
        {!picture && <b>{title}</b>}
        {question && <span>To be predicted before its runs are shown: {question}</span>}
        {picture && <span>{picture.description}</span>}
        <a href={address + payload} target="_blank" rel="noopener">
          {payload === '' ? address : `${address}#…`}
        </a>
      </figcaption>
    </figure>
  );
}

interface Picture extends Pick<Composition, 'description'> {
  /** The address of an SVG document. */
  readonly source: string;
}

/** The picture of the runs as they are once the stage has come to rest; `null` before there is one. */
function usePicture(isAlone: boolean): Picture | null {
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    let source: string | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const make = (): void => {
      timer = null;
      const made = pictureForPaper(isAlone);
      const before = source;
      source = made && URL.createObjectURL(new Blob([made.svg], { type: 'image/svg+xml' }));
      setPicture(made && source !== null ? { source, description: made.description } : null);
      if (before !== null) URL.revokeObjectURL(before);
    };
    const makeAtRest = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = stageStore.getState().running ? null : setTimeout(make, isAlone ? 0 : REST);
    };
    makeAtRest();
    const stopWatching = stageStore.subscribe(makeAtRest);
    return () => {
      stopWatching();
      if (timer !== null) clearTimeout(timer);
      if (source !== null) URL.revokeObjectURL(source);
    };
  }, [isAlone]);
  return picture;
}
