import { Download } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { type Embedding, formatSnippet, SNIPPET_FORMATS } from '../../io/snippets.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { exportedName } from '../export/exported-name.ts';
import { saveText } from '../export/save.ts';
import { Segments } from '../settings/Segments.tsx';
import { AddressRemark } from './AddressRemark.tsx';
import { CopyField } from './CopyField.tsx';
import { FrameFields } from './FrameFields.tsx';
import { FramePreview } from './FramePreview.tsx';
import { posterOf } from './poster.ts';
import styles from './ShareDialog.module.css';
import { frameAddressOf, pageAddressOf } from './share-addresses.ts';
import { proportionsOf, type SharedStage, type ShareSettings, typedSteps } from './share-settings.ts';
import { isPicture, needsPoster, SNIPPET_WORDS } from './snippet-words.ts';

const FORMATS = SNIPPET_FORMATS.map((value) => ({ value, title: SNIPPET_WORDS[value].title }));

/** A frame of the stage for somebody else's page: how it is to be, what to paste there, and how it looks. */
export function ShareFrame({
  settings,
  stage,
  onChange,
}: {
  readonly settings: ShareSettings;
  readonly stage: SharedStage;
  readonly onChange: (settings: ShareSettings) => void;
}): ReactNode {
  const groups = useStage((state) => state.groups);
  const { format, shape, isSandboxed, theme, opensAt } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture takes time, and these two alone are pictured
  const poster = useMemo(() => posterOf(settings, stage), [theme, opensAt]);
  const posterName = exportedName('svg');
  const heading = settings.heading.trim() === '' ? stage.title : settings.heading;
  const embedding: Embedding = {
    frame: frameAddressOf(settings, stage),
    link: pageAddressOf(settings, stage),
    heading,
    name: `${heading}: ${groups.map(({ offer }) => offer.title).join(', ')}`,
    description: poster?.description ?? heading,
    poster: posterName,
    shape: proportionsOf(shape),
    isSandboxed,
    steps: typedSteps(settings.steps),
  };
  return (
    <div className={styles.columns}>
      <div className={styles.choices}>
        <Segments
          legend="Where it goes"
          value={format}
          choices={FORMATS}
          isMany
          onChoose={(chosen) => onChange({ ...settings, format: chosen })}
        >
          <p className={styles.says}>{SNIPPET_WORDS[format].says}</p>
        </Segments>
        <FrameFields settings={settings} stage={stage} onChange={onChange} />
      </div>
      <div className={styles.result}>
        <CopyField label="Snippet" value={formatSnippet(format, embedding)} lines={8}>
          <button
            type="button"
            className="button"
            disabled={!poster}
            onClick={() => poster && saveText(posterName, 'image/svg+xml', poster.svg())}
          >
            <Download size={16} aria-hidden="true" />
            Poster
          </button>
          {needsPoster(format) && !poster && (
            <span className={styles.lead}>There is no poster before the first run: press Run first.</span>
          )}
        </CopyField>
        <AddressRemark address={isPicture(format) ? embedding.link : embedding.frame} />
        <section className={styles.preview} aria-label="Preview">
          <h3>Preview</h3>
          {!isPicture(format) && (
            <FramePreview address={embedding.frame} shape={embedding.shape} isSandboxed={isSandboxed} />
          )}
          {isPicture(format) && poster && (
            <img
              src={`data:image/svg+xml,${encodeURIComponent(poster.svg())}`}
              alt={`Preview of the poster: ${poster.description}`}
            />
          )}
        </section>
      </div>
    </div>
  );
}
