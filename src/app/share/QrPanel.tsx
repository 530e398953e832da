import { Download, Maximize2 } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { exportedName } from '../export/exported-name.ts';
import { saveText } from '../export/save.ts';
import styles from './QrPanel.module.css';
import { QrPicture } from './QrPicture.tsx';
import { QrWindow } from './QrWindow.tsx';
import { qrCodeOf } from './qr-code.ts';

/** The code of an address, and what can be done with it; why there is none where the address is too long for one. */
export function QrPanel({
  address,
  title,
}: {
  readonly address: string;
  /** What the address opens. */
  readonly title: string;
}): ReactNode {
  const code = useMemo(() => qrCodeOf(address), [address]);
  const [isLarge, setIsLarge] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  if (!code) {
    return (
      <p className={styles.none}>
        There is no QR code: it would be too fine for a phone to read with a link as long as this.
      </p>
    );
  }
  const name = `QR code of the link to “${title}”`;
  const save = (): void => {
    const svg = picture.current?.querySelector('svg');
    if (svg) saveText(exportedName('qr.svg'), 'image/svg+xml', new XMLSerializer().serializeToString(svg));
  };
  return (
    <div className={styles.panel}>
      <div ref={picture} className={styles.picture}>
        <QrPicture code={code} title={name} />
      </div>
      <div className={styles.actions}>
        <button type="button" className="button" onClick={() => setIsLarge(true)}>
          <Maximize2 size={16} aria-hidden="true" />
          Enlarge
        </button>
        <button type="button" className="button" onClick={save}>
          <Download size={16} aria-hidden="true" />
          Code as SVG
        </button>
      </div>
      {isLarge && (
        <QrWindow title={title} address={address} onClose={() => setIsLarge(false)}>
          <QrPicture code={code} title={name} />
        </QrWindow>
      )}
    </div>
  );
}
