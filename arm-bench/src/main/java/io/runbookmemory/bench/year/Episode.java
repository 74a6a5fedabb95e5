package io.runbookmemory.bench.year;

/**
 * One time that a problem shows.
 *
 * @param problem which
 * @param day of the year, from 0; below 0 before memory was there
 * @param second of that day
 * @param firings how often its alert fires within the hour; more than one is a storm
 * @param noted the fix that whoever ended it writes down, right or wrong
 * @param load a number that the alert gives, which says nothing
 */
record Episode(Problem problem, int day, int second, int firings, String noted, int load) {

  /** Returns what helps against it on that day. */
  String fix() {
    return problem.fixOn(Math.max(0, day));
  }
}
