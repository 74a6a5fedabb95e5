package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The episodes of one environment and cluster, in order of time and by signal. Firings of a signal
 * that follow each other closely are one episode, which stands at the first of them.
 */
final class Timeline {

  final List<Signal> signals;
  final long[] at;
  final int[] who;
  private final int[] firstOf;
  private final long[] bySignal;

  private Timeline(List<Signal> signals, long[] at, int[] who) {
    this.signals = signals;
    this.at = at;
    this.who = who;
    this.firstOf = new int[signals.size() + 1];
    for (int one : who) {
      firstOf[one + 1]++;
    }
    for (int i = 0; i < signals.size(); i++) {
      firstOf[i + 1] += firstOf[i];
    }
    this.bySignal = new long[at.length];
    int[] next = Arrays.copyOf(firstOf, signals.size());
    for (int i = 0; i < at.length; i++) {
      bySignal[next[who[i]]++] = at[i];
    }
  }

  /** Returns a timeline for each place, in the order of their first signals. */
  static List<Timeline> of(AlertLog log, long fold) {
    int count = log.signals().size();
    Map<Place, Integer> places = new HashMap<>();
    List<List<Signal>> members = new ArrayList<>();
    int[] place = new int[count];
    int[] local = new int[count];
    for (int i = 0; i < count; i++) {
      Signal signal = log.signals().get(i);
      Integer known = places.putIfAbsent(signal.place().withoutService(), members.size());
      if (known == null) {
        members.add(new ArrayList<>());
      }
      place[i] = known == null ? members.size() - 1 : known;
      local[i] = members.get(place[i]).size();
      members.get(place[i]).add(signal);
    }
    int[] episodes = episodes(log, fold);
    int[] sizes = new int[members.size()];
    for (int event : episodes) {
      sizes[place[log.signal(event)]]++;
    }
    long[][] at = new long[members.size()][];
    int[][] who = new int[members.size()][];
    Arrays.setAll(at, i -> new long[sizes[i]]);
    Arrays.setAll(who, i -> new int[sizes[i]]);
    int[] next = new int[members.size()];
    for (int event : episodes) {
      int where = place[log.signal(event)];
      at[where][next[where]] = log.at(event);
      who[where][next[where]++] = local[log.signal(event)];
    }
    List<Timeline> timelines = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      timelines.add(new Timeline(List.copyOf(members.get(i)), at[i], who[i]));
    }
    return timelines;
  }

  /** Returns the firings that begin an episode. */
  private static int[] episodes(AlertLog log, long fold) {
    long[] last = new long[log.signals().size()];
    Arrays.fill(last, Long.MIN_VALUE / 2);
    int[] episodes = new int[log.size()];
    int count = 0;
    for (int i = 0; i < log.size(); i++) {
      int signal = log.signal(i);
      if (log.at(i) - last[signal] > fold) {
        episodes[count++] = i;
      }
      last[signal] = log.at(i);
    }
    return Arrays.copyOf(episodes, count);
  }

  int count(int signal) {
    return firstOf[signal + 1] - firstOf[signal];
  }

  /** Returns when the episodes of a signal began. */
  long[] times(int signal) {
    return Arrays.copyOfRange(bySignal, firstOf[signal], firstOf[signal + 1]);
  }

  /** Returns the first place in order of time that is not before some instant. */
  static int firstFrom(long[] times, long at) {
    int found = Arrays.binarySearch(times, at);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && times[found - 1] == at) {
      found--;
    }
    return found;
  }
}
