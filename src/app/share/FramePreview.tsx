import { type ReactNode, useEffect, useState } from 'react';
import { type FrameShape, SANDBOX } from '../../io/snippets.ts';

/** How long a choice has to stand before the frame is loaded with it, in milliseconds. */
const SETTLING = 300;

/** The very frame that a snippet has, once it has been chosen. It takes no focus by itself. */
export function FramePreview({
  address,
  shape,
  isSandboxed,
}: {
  readonly address: string;
  readonly shape: FrameShape;
  readonly isSandboxed: boolean;
}): ReactNode {
  const [shown, setShown] = useState({ address, isSandboxed });
  useEffect(() => {
    const settling = setTimeout(() => setShown({ address, isSandboxed }), SETTLING);
    return () => clearTimeout(settling);
  }, [address, isSandboxed]);
  const ratio = shape.width / shape.height;
  return (
    <iframe
      // What a sandbox denies holds for what is loaded after it.
      key={`${shown.isSandboxed} ${shown.address}`}
      title="Preview of the frame"
      src={shown.address}
      sandbox={shown.isSandboxed ? SANDBOX : undefined}
      allow="cross-origin-isolated"
      referrerPolicy="no-referrer"
      style={{ aspectRatio: ratio, maxWidth: `calc(50dvh * ${ratio})` }}
    />
  );
}
