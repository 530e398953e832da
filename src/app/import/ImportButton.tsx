import { FileDown, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import styles from './ImportButton.module.css';
import { dismissImport, importFile, importFiles, importStore, importText } from './importing.ts';

/** Reads a trace file that is chosen, dropped anywhere on the page, or pasted as text. */
export default function ImportButton({ face }: { readonly face: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop();
  usePaste();
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label="Import"
        title="Open a trace file; it can be dropped on the page or pasted as well"
        onClick={() => input.current?.click()}
      >
        {face}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="Trace file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void importFile(file);
          // The same file can be chosen again, once it has been mended.
          currentTarget.value = '';
        }}
      />
      {isOver && (
        <div className={styles.target}>
          <p>
            <FileDown size={28} aria-hidden="true" />
            Drop a trace file to see its run
          </p>
        </div>
      )}
      <Progress />
    </>
  );
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped on the page. Says whether one is over it. */
function useDrop(): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) importFiles(files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}

/** Takes a file, or text that looks like one, that is pasted anywhere but into a field. */
function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event;
      if (target instanceof Element && target.closest('input, select, textarea, [contenteditable], dialog'))
        return;
      const files = [...(clipboardData?.files ?? [])];
      const text = clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) importFiles(files);
      else if (/^\s*[[{]/.test(text)) void importText(text);
      else return;
      event.preventDefault();
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}

/** How far a file has been read, or what is wrong with it. */
function Progress(): ReactNode {
  const now = useStore(importStore, (state) => state.now);
  if (!now || now.phase === 'shown') {
    return (
      <p role="status" className="visually-hidden">
        {now && `${now.file} has been imported.`}
      </p>
    );
  }
  if (now.phase === 'failed') {
    return (
      <div role="alert" className={`${styles.panel} ${styles.failed}`}>
        <p>
          <b>{now.file} could not be imported.</b> {now.problem}
        </p>
        <button type="button" className="button button-quiet" aria-label="Dismiss" onClick={dismissImport}>
          <X size={15} aria-hidden="true" />
        </button>
      </div>
    );
  }
  const percent = Math.floor(now.share * 100);
  return (
    <div className={styles.panel}>
      <p>
        Reading <b>{now.file}</b>
      </p>
      <progress max={100} value={percent} aria-label={`Reading ${now.file}`} />
      <button type="button" className="button" onClick={dismissImport}>
        Cancel import
      </button>
    </div>
  );
}
