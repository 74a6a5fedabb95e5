package io.runbookmemory.examples.daemon.config;

/** How far the daemon is trusted: the stages of its rollout, see {@code docs/operating.md}. */
public enum Mode {
  /** It works as ever, and tells the log alone. */
  SHADOW,
  /** It tells the channels, but those that wake somebody. */
  ANNOTATE,
  /** It tells every channel. */
  PAGE
}
