import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import styles from './EmbedPage.module.css';

/**
 * A part of the frame that is fetched when it is first shown, and says in its place that it could not be. Suspense would
 * keep its room empty for at least 300 ms, so that what comes does not flicker: much longer than the file takes.
 *
 * @param what names the part.
 */
export function fetched<Props extends object>(
  what: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Missing = (): ReactNode => (
    <p role="alert" className={styles.missing}>
      {what} could not be fetched. Check the connection, and load the page again.
    </p>
  );
  let found: ComponentType<Props> | null = null;
  return function Fetched(props: Props): ReactNode {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => found);
    useEffect(() => {
      if (found) return;
      load()
        .catch((): ComponentType<Props> => Missing)
        .then((part) => {
          found = part;
          setPart(() => part);
        });
    }, []);
    return Part && <Part {...props} />;
  };
}
