package io.runbookmemory.bench.burn;

import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a profile would have woken somebody.
 *
 * @param pages the minutes at which a page begins
 * @param alerts the minutes at which a page or a ticket begins
 * @param paging how many minutes were paged
 */
public record Watch(List<Integer> pages, List<Integer> alerts, int paging) {

  private static final Slo SLO = Slo.builder("availability", "checkout", "0.999").build();

  /** Has a profile watch a service. */
  public static Watch of(BurnRateProfile profile, Service service) {
    BurnRateMonitor monitor = new BurnRateMonitor(SLO, profile.policy(SLO), Duration.ofMinutes(1));
    List<Integer> pages = new ArrayList<>();
    List<Integer> alerts = new ArrayList<>();
    int paging = 0;
    for (int minute = 1; minute <= service.minutes(); minute++) {
      Verdict before = monitor.verdict();
      monitor.add(service.sample(minute));
      if (before == Verdict.LOG && monitor.verdict() != Verdict.LOG) {
        alerts.add(minute);
      }
      if (monitor.verdict() == Verdict.PAGE) {
        paging++;
        if (before != Verdict.PAGE) {
          pages.add(minute);
        }
      }
    }
    return new Watch(pages, alerts, paging);
  }

  /** Returns how many pages begin after a minute. */
  public long pagesAfter(int minute) {
    return pages.stream().filter(page -> page > minute).count();
  }

  /** Returns how many minutes after its beginning an incident was paged, -1 for never. */
  public int delay(int from, int length) {
    return delay(pages, from, length);
  }

  /**
   * Returns how many minutes after its beginning an incident was a ticket or paged, -1 for never.
   */
  public int delayOfAny(int from, int length) {
    return delay(alerts, from, length);
  }

  private static int delay(List<Integer> begun, int from, int length) {
    return begun.stream()
        .filter(page -> page > from && page <= from + length + 5)
        .findFirst()
        .map(page -> page - from)
        .orElse(-1);
  }
}
