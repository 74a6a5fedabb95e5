package io.runbookmemory.testkit.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assertions on a replay of which it was just said how often it pages. Not thread-safe. */
public final class PagesAssert extends AbstractReplayAssert<PagesAssert> {

  PagesAssert(AbstractReplayAssert<?> before) {
    super(before, before.now(), PagesAssert.class);
  }

  /**
   * Says that the only page goes out at a time, and goes to that instant.
   *
   * @param time within whose minute it is, or second if seconds are given
   * @return goes on at the page
   */
  @Override
  public ReplayAssert at(String time) {
    return at(new String[] {time});
  }

  /**
   * Says when each page goes out, and goes to the first.
   *
   * @param times as many as there are pages, in order
   * @return goes on at the first page
   */
  public ReplayAssert at(String... times) {
    List<Instant> pages = actual.pages();
    if (times.length != pages.size() || pages.isEmpty()) {
      throw new IllegalArgumentException(
          "at must be given the time of each of " + pages.size() + " pages, got " + times.length);
    }
    Map<Instant, String> missed = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Moment moment = clock().read(times[i]);
      if (!moment.holds(pages.get(i))) {
        missed.put(moment.from(), "a page was expected here");
        said.add(times[i] + ", and paged at " + clock().show(pages.get(i)));
      }
    }
    if (!missed.isEmpty()) {
      throw fault("must page at " + String.join("; at ", said), missed);
    }
    return new ReplayAssert(this, pages.getFirst());
  }
}
