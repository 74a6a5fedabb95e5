package io.runbookmemory.learn.analysis;

/** What sleep-time analysis does, each on a schedule of its own. */
public enum Activity {
  /** Which resources run out. */
  FORECASTS,
  /** Which alerts follow each other. */
  CORRELATION,
  /** Which incidents look alike, what helped in them, and which alerts have no runbook. */
  SIGNATURES,
  /** What comes at hours of the week, at edges of the month and after deployments. */
  TEMPORAL,
  /** Which memories cannot both be right. */
  CONTRADICTIONS,
  /** Which steps of runbooks are in the wrong place. */
  PLAYBOOKS
}
