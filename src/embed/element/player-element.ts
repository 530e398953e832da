import { readKey, readPrediction } from '../protocol/frame-message.ts';
import { type FrameState, OWN_CONTEXT, PLAYER_CONTEXT } from '../protocol/messages.ts';
import { schemeAround } from './colour-scheme.ts';
import { type Command, type FrameClient, reasonOf } from './frame-client.ts';
import { heardState } from './heard-state.ts';
import { passKeyOn } from './keys.ts';
import { type OpenFrame, openFrame } from './open-frame.ts';
import { changedParameters } from './parameter-changes.ts';
import { isOn } from './parameters.ts';
import { detailedEvent, type PlayerError, type PlayerListening } from './player-events.ts';
import { needsNewFrame, originOf, type PlayerSettings, readSettings } from './player-settings.ts';
import { createShell, type Loading } from './shell.ts';

/** Where this module is. Bundlers take an address that is written beside `import.meta.url` for a file of their own. */
const OWN_ADDRESS: string = import.meta.url;

/** Where a deck is rendered on a server there are no elements; the module can be imported all the same. */
const Base: new () => PlayerListening & HTMLElement = globalThis.HTMLElement ?? class {};

/** The properties that may be set before the element is defined: those that attributes say, and those that frames are told. */
const STATED = ['src', 'loop', 'autoplay'] as const;
const TOLD = ['currentTime', 'playbackRate'] as const;

/**
 * A number as properties of films take one.
 *
 * @throws {TypeError} where it is none.
 */
function finite(value: number): number {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new TypeError('It takes a finite number.');
  return number;
}

/**
 * A run of Interleave in a page: `<interleave-player scenario="documents" modes="sync,async"></interleave-player>`.
 *
 * Every attribute is a parameter of the run by the name that links give it, except those that HTML gives every element and:
 *
 * - `host`: the folder in which `embed.html` is; beside this module unless said otherwise.
 * - `src`: the whole address of a frame, instead of `host`; attributes win over what it says.
 * - `poster`: a picture that is shown until the run is there, and where it does not come; else what stands inside the element
 *   is shown where it does not come.
 * - `keys`: who gets the keys that the run makes no use of while it has the focus: the `host` page, or the `frame`.
 * - `width`, `height`: in CSS pixels; style sheets say it as well. Without them as wide as there is room, at 16 : 9.
 * - `loading`, `allow`, `sandbox`, `referrerpolicy`: as iframes have them.
 *
 * Properties, methods and events have the names and the meaning that films give them (`HTMLMediaElement`), as far as a run
 * has them too. Times are program seconds. What is asked of a player that is still loading is done once it is there.
 */
export class InterleavePlayer extends Base {
  readonly #shell = createShell(this);
  readonly #attributes = new MutationObserver(() => this.#follow());
  readonly #surroundings = new MutationObserver(() => this.#followScheme());
  readonly #darkness = matchMedia('(prefers-color-scheme: dark)');
  #settings: PlayerSettings | null = null;
  #loading: Loading = 'loading';
  #frame: OpenFrame | null = null;
  #state: FrameState | null = null;
  #error: PlayerError | null = null;

  /** The address of a frame that the element is given whole; empty where it is put together from attributes alone. */
  get src(): string {
    const src = this.getAttribute('src') ?? '';
    const base = this.ownerDocument.baseURI;
    return src !== '' && URL.canParse(src, base) ? new URL(src, base).href : src;
  }

  set src(address: string) {
    this.setAttribute('src', address);
  }

  /** The address of the frame as its attributes stand; empty where there is none. */
  get currentSrc(): string {
    return this.#frame ? (this.#settings?.address.href ?? '') : '';
  }

  /** Where the playhead is, in program seconds; as last told, up to a fifth of a second ago. */
  get currentTime(): number {
    return this.#state?.time ?? 0;
  }

  set currentTime(stated: number) {
    const time = finite(stated);
    if (this.#state) this.#state = { ...this.#state, time };
    this.#silently({ context: PLAYER_CONTEXT, method: 'setCurrentTime', value: time });
  }

  /** How long the run is, in program seconds; `NaN` while that is not known. */
  get duration(): number {
    return this.#state?.duration ?? Number.NaN;
  }

  get paused(): boolean {
    return !this.#state?.playing;
  }

  get ended(): boolean {
    return this.#state?.ended ?? false;
  }

  /** How fast it is played, 1 being the pace of the live run; the nearest that the frame offers is taken. */
  get playbackRate(): number {
    return this.#state?.speed ?? 1;
  }

  set playbackRate(speed: number) {
    this.#silently({ context: OWN_CONTEXT, method: 'setSpeed', value: finite(speed) });
  }

  /** Whether playing begins anew at its end; the attribute `loop`. */
  get loop(): boolean {
    return isOn(this.getAttribute('loop'));
  }

  set loop(loop: boolean) {
    this.toggleAttribute('loop', loop);
  }

  /** Whether it plays by itself; the attribute `autoplay`, which may say `visible`: whenever it is in view. */
  get autoplay(): boolean {
    return isOn(this.getAttribute('autoplay'));
  }

  set autoplay(autoplay: boolean) {
    this.toggleAttribute('autoplay', autoplay);
  }

  /** What went wrong last; `null` where nothing has since the frame was loaded. */
  get error(): PlayerError | null {
    return this.#error;
  }

  /** Plays: runs what has not been run, else moves the playhead on. Kept once the frame has taken it. */
  async play(): Promise<void> {
    await this.#command({ context: PLAYER_CONTEXT, method: 'play' });
  }

  pause(): void {
    this.#silently({ context: PLAYER_CONTEXT, method: 'pause' });
  }

  /** Loads the frame anew, as its attributes say. */
  load(): void {
    if (this.isConnected) this.#open();
  }

  /** One event on. */
  async stepForward(): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'stepForward' });
  }

  /** One event back. */
  async stepBack(): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'stepBack' });
  }

  /** Puts the playhead where so many events have happened. */
  async setStep(step: number): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'setStep', value: step });
  }

  /** Runs it for real, whatever there is of it, or the model from its start. Kept once the run has begun. */
  async run(): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'run' });
  }

  /** Breaks a live run off. */
  async cancel(): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'cancel' });
  }

  /**
   * Changes parameters by the names that links give them, without loading the frame anew: `{ tasks: 3, gil: false }`; `null`
   * sets one as it is when nothing is said of it. Rejected where one is malformed; nothing has changed then.
   */
  async setParams(params: Readonly<Record<string, string | number | boolean | null>>): Promise<void> {
    await this.#command({ context: OWN_CONTEXT, method: 'setParams', value: params });
  }

  /** How the run stands. Waits for the frame. */
  getState(): Promise<FrameState> {
    return this.#ask((client) => client.getState());
  }

  /** The traces that are shown, one for each mode, as Trace JSON has them. */
  async getTrace(): Promise<readonly unknown[]> {
    const traces = await this.#ask((client) => client.getTrace());
    if (!Array.isArray(traces))
      throw new Error('The frame has answered with something that is no list of traces.');
    return traces;
  }

  /** The slide that the player stands in has come: it plays, unless there is something to predict first. */
  slideStart(): void {
    this.#followScheme();
    this.#frame?.client.say('slide:start');
  }

  /** The slide has gone: it pauses, and a live run under way is broken off, to begin anew with the next `slideStart`. */
  slideStop(): void {
    this.#frame?.client.say('slide:stop');
  }

  connectedCallback(): void {
    for (const name of STATED) this.#upgrade(name);
    const { documentElement, body } = this.ownerDocument;
    this.#attributes.observe(this, { attributes: true });
    for (const element of [documentElement, body]) {
      this.#surroundings.observe(element, { attributeFilter: ['class', 'style', 'data-theme'] });
    }
    this.#darkness.addEventListener('change', this.#followScheme);
    this.#open();
    for (const name of TOLD) this.#upgrade(name);
  }

  disconnectedCallback(): void {
    this.#attributes.disconnect();
    this.#surroundings.disconnect();
    this.#darkness.removeEventListener('change', this.#followScheme);
    this.#close('The player was taken out of its page.');
    this.#shell.empty();
  }

  /** Told where `moveBefore` moves the player, which keeps the frame as it is: nothing is to be done. */
  connectedMoveCallback(): void {}

  /** What was set on the element before it was defined hides the property of the class. */
  #upgrade(name: (typeof STATED | typeof TOLD)[number]): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete (this as Partial<Record<typeof name, unknown>>)[name];
    Object.assign(this, { [name]: value });
  }

  readonly #followScheme = (): void => this.#shell.follow(schemeAround(this));

  /** What the attributes say; `null` where an address among them is none that a frame is loaded from. */
  #read(): PlayerSettings | null {
    const attributes = new Map([...this.attributes].map(({ name, value }) => [name, value]));
    try {
      return readSettings(attributes, this.ownerDocument.baseURI, OWN_ADDRESS);
    } catch (error) {
      this.#close('The player has no address that it could be loaded from.');
      this.#shell.empty();
      this.#fail('address', error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  #open(): void {
    const settings = this.#read();
    if (!settings) return;
    this.#close('The player is being loaded anew.');
    const listener = { ready: this.#ready, state: this.#take, event: this.#hear };
    this.#frame = openFrame(...this.#insert(settings), listener, this.#late);
  }

  /** Puts a frame into the shadow root, in the place of the one that was there; gives it, and the origin it speaks from. */
  #insert(settings: PlayerSettings): readonly [iframe: HTMLIFrameElement, origin: string] {
    const { address, frame } = settings;
    this.#settings = settings;
    this.#error = null;
    const iframe = this.#shell.open(address.href, frame);
    this.#followScheme();
    this.#show('loading');
    return [iframe, originOf(address, frame)];
  }

  readonly #late = (): void =>
    this.#fail('unreachable', `No run has come from ${this.#settings?.embed ?? 'its address'} yet.`);

  #close(reason: string): void {
    this.#frame?.close(reason);
    this.#frame = null;
    this.#settings = null;
    this.#state = null;
    this.#error = null;
  }

  #show(loading: Loading): void {
    this.#loading = loading;
    this.#shell.show(loading, this.#settings, this.#state?.title ?? 'Interleave');
  }

  /** Follows attributes that have changed: by telling the frame where that does, else by loading it anew. */
  #follow(): void {
    const before = this.#settings;
    const after = this.#read();
    if (!after) return;
    const changed =
      before && !needsNewFrame(before, after) ? changedParameters(before.parameters, after.parameters) : null;
    const isChanged = changed === null || Object.keys(changed).length > 0;
    if (isChanged && this.#frame && !this.#frame.client.isReady()) {
      this.#frame.replace(...this.#insert(after));
      return;
    }
    if (!changed) {
      this.#open();
      return;
    }
    this.#settings = after;
    if (after.frame.loading === 'eager') this.#frame?.hurry();
    this.#show(this.#loading);
    this.#followScheme();
    if (!isChanged) return;
    this.setParams(changed).catch((error: Error) => this.#report('frame', error.message));
  }

  readonly #ready = (state: FrameState): void => {
    this.#error = null;
    this.#show('ready');
    this.#followScheme();
    if (this.#settings?.keys === 'host') this.#silently({ context: OWN_CONTEXT, method: 'adopt' });
    this.dispatchEvent(detailedEvent('ready', state));
  };

  readonly #take = (state: FrameState): void => {
    const before = this.#state;
    this.#state = state;
    if (before?.title !== state.title) this.#show(this.#loading);
    if (before?.duration !== state.duration) this.dispatchEvent(new Event('durationchange'));
    if (before && before.speed !== state.speed) this.dispatchEvent(new Event('ratechange'));
  };

  readonly #hear = (name: string, value: unknown): void => {
    if (this.#state) this.#take(heardState(this.#state, name, value));
    switch (name) {
      case 'play':
      case 'pause':
      case 'ended':
      case 'timeupdate':
        this.dispatchEvent(new Event(name));
        break;
      case 'statechange':
        if (this.#state) this.dispatchEvent(detailedEvent(name, this.#state));
        break;
      case 'prediction': {
        const prediction = readPrediction(value);
        if (prediction) this.dispatchEvent(detailedEvent(name, prediction));
        break;
      }
      case 'key': {
        const key = readKey(value);
        if (key) passKeyOn(this, key);
        break;
      }
      case 'error':
        this.#report('frame', reasonOf(value));
        break;
    }
  };

  #report(code: PlayerError['code'], message: string): void {
    this.#error = { code, message };
    this.dispatchEvent(detailedEvent('error', this.#error));
  }

  #fail(code: PlayerError['code'], message: string): void {
    this.#show('failed');
    this.#report(code, message);
  }

  /** Asks the frame, which is loaded for it if it is not yet. */
  #ask<Answer>(question: (client: FrameClient) => Promise<Answer>): Promise<Answer> {
    if (!this.#frame) {
      const reason = this.#error?.message ?? 'The player is in no page.';
      return Promise.reject(new Error(reason));
    }
    this.#frame.hurry();
    return question(this.#frame.client);
  }

  async #command(command: Command): Promise<void> {
    await this.#ask((client) => client.command(command));
  }

  /** For what a film does without an answer: that there is no frame is told by the event `error` already. */
  #silently(command: Command): void {
    this.#command(command).catch(() => {});
  }
}
