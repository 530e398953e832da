import { type ReactNode, useEffect, useRef } from 'react';
import { seconds } from '../../base/units.ts';
import type { Composition } from '../../timeline/composition.ts';
import styles from './ExportDialog.module.css';
import { type ExportSettings, hasPlayhead } from './export-settings.ts';
import { painterFor } from './perform-export.ts';

/** How far through its stretch the playhead is in the preview of a film, as a share. */
const AMID = 0.4;

/** What is going to be exported, in small: of a film or of many pictures, a moment amid them. */
export function ExportPreview({
  picture,
  settings,
}: {
  readonly picture: Composition;
  readonly settings: ExportSettings;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { format, from, to, time } = settings;
  const shown = hasPlayhead(format) ? time : seconds(from + (to - from) * AMID);
  useEffect(() => {
    let isCurrent = true;
    void painterFor(picture, 1).then((painter) => {
      if (!isCurrent) return;
      painter.paint(shown);
      place.current?.replaceChildren(painter.canvas);
    });
    return () => {
      isCurrent = false;
    };
  }, [picture, shown]);
  return (
    <div
      ref={place}
      role="img"
      aria-label={`Preview: ${picture.title}. ${picture.description}`}
      className={styles.preview}
    />
  );
}
