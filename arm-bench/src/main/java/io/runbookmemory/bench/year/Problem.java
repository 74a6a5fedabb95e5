package io.runbookmemory.bench.year;

import java.util.List;

/**
 * A fault that a service has again and again.
 *
 * @param service which service, by its number
 * @param fault what is wrong
 * @param works what helps against it, one after the other
 * @param until the last day that each of them but the last helps
 * @param gap the mean number of days from one time to the next
 */
record Problem(int service, Fault fault, List<String> works, List<Integer> until, double gap) {

  Problem {
    works = List.copyOf(works);
    until = List.copyOf(until);
  }

  /** Returns the fix that works on a day. */
  String fixOn(int day) {
    int spell = 0;
    while (spell < until.size() && day > until.get(spell)) {
      spell++;
    }
    return works.get(spell);
  }
}
