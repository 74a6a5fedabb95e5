package io.runbookmemory.slo;

/** What to do about a burning budget. Every classification gives exactly one. */
public enum Verdict {
  /** Wake somebody: the budget burns so fast that waiting for working hours would spend it. */
  PAGE,
  /** Let somebody look in working hours: the budget burns faster than the objective allows. */
  TICKET,
  /** Write it down: no pair of windows burns, or what burns cannot be believed yet. */
  LOG
}
