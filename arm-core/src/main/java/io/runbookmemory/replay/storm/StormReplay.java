package io.runbookmemory.replay.storm;

import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.NoiseControl;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the outages of a monitor through noise control, each as a page when it begins and resolved
 * when it ends. Which of them belong together is told by their times alone, and not by the policy
 * that is judged: those of one place, each begun at most {@code apart} after the one before.
 * Immutable and thread-safe; the same outages give the same report in any order.
 */
public final class StormReplay {

  /** As long as a monitor of five minutes takes to have asked all of its sites. */
  private static final Duration APART = Duration.ofMinutes(5);

  /**
   * Three times the five minutes in which a page is to be answered (Site Reliability Engineering,
   * chapter 11): a choice.
   */
  private static final Duration READ = Duration.ofMinutes(15);

  private static final Comparator<Outage> IN_TIME =
      Comparator.comparing(Outage::from).thenComparing(Outage::site);

  private final NoisePolicy policy;
  private final Duration apart;
  private final Duration read;

  /**
   * Creates a replay with clusters of five minutes and pages that are read for fifteen.
   *
   * @param policy what is judged
   */
  public StormReplay(NoisePolicy policy) {
    this(policy, APART, READ);
  }

  /**
   * Creates a replay.
   *
   * @param policy what is judged
   * @param apart how far the beginnings of two outages of one cluster may be apart, at least zero
   * @param read how long a page is read; what joins it later is missed; at least zero
   */
  public StormReplay(NoisePolicy policy, Duration apart, Duration read) {
    if (apart.isNegative() || read.isNegative()) {
      throw new IllegalArgumentException(
          "apart and read must be at least zero, got " + apart + " and " + read);
    }
    this.policy = policy;
    this.apart = apart;
    this.read = read;
  }

  /**
   * Replays outages.
   *
   * @param outages in any order
   * @return what came of it
   */
  public StormReport run(Collection<Outage> outages) {
    List<Outage> inTime = outages.stream().sorted(IN_TIME).toList();
    Telling telling = new Telling();
    events(inTime).forEach(telling::take);
    return new StormReport(
        telling.misses, clusters(inTime, telling.paged), inTime.size(), telling.paged.size());
  }

  /** The end of an outage comes before what begins at the same instant. */
  private record Event(Instant at, boolean begins, int number, Outage outage) {}

  private static List<Event> events(List<Outage> outages) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < outages.size(); i++) {
      Outage outage = outages.get(i);
      events.add(new Event(outage.from(), true, i, outage));
      Instant to = outage.to();
      if (to != null && to.isAfter(outage.from())) {
        events.add(new Event(to, false, i, outage));
      }
    }
    events.sort(
        Comparator.comparing(Event::at)
            .thenComparing(Event::begins)
            .thenComparingInt(Event::number));
    return events;
  }

  private List<StormCluster> clusters(List<Outage> inTime, Set<Outage> paged) {
    Map<String, List<Outage>> open = new HashMap<>();
    List<List<Outage>> all = new ArrayList<>();
    for (Outage outage : inTime) {
      List<Outage> last = open.get(outage.place());
      if (last == null || outage.from().isAfter(last.getLast().from().plus(apart))) {
        last = new ArrayList<>();
        all.add(last);
        open.put(outage.place(), last);
      }
      last.add(outage);
    }
    return all.stream()
        .map(one -> new StormCluster(one, one.stream().filter(paged::contains).count()))
        .toList();
  }

  /** A page: when it went out, what it was about so far, and what of that still goes on. */
  private record Page(Instant at, Set<String> sites, Set<Outage> open) {}

  private final class Telling {

    final List<MissedOutage> misses = new ArrayList<>();
    final Set<Outage> paged = new HashSet<>();
    private final NoiseControl noise = new NoiseControl(policy, handled -> {});
    private final Map<AlertFingerprint, Page> pages = new HashMap<>();
    private final Map<Outage, Page> pageOf = new HashMap<>();

    void take(Event event) {
      if (event.begins()) {
        begins(event.outage());
      } else {
        noise.resolved(event.outage().alert(), event.at());
        Page page = pageOf.remove(event.outage());
        if (page != null) {
          page.open().remove(event.outage());
        }
      }
    }

    private void begins(Outage outage) {
      Handled handled = noise.firing(outage.alert(), Verdict.PAGE, outage.from());
      Page told =
          handled.treatment() instanceof Treatment.Folded folded
              ? pages.get(folded.leader())
              : null;
      if (handled.treatment() instanceof Treatment.Notified) {
        Page page = new Page(outage.from(), new HashSet<>(), new HashSet<>());
        pages.put(outage.alert().fingerprint(), page);
        paged.add(outage);
        join(outage, page);
      } else if (told != null) {
        folded(outage, told);
      } else {
        misses.add(new MissedOutage(outage, MissedOutage.Why.NOT_PAGED, null));
      }
    }

    private void folded(Outage outage, Page page) {
      if (outage.from().isAfter(page.at().plus(read))) {
        misses.add(new MissedOutage(outage, MissedOutage.Why.OLD_PAGE, page.at()));
      } else if (page.open().isEmpty() && !page.sites().contains(outage.site())) {
        misses.add(new MissedOutage(outage, MissedOutage.Why.ALL_OVER, page.at()));
      }
      join(outage, page);
    }

    private void join(Outage outage, Page page) {
      page.sites().add(outage.site());
      if (outage.to() == null || outage.to().isAfter(outage.from())) {
        page.open().add(outage);
        pageOf.put(outage, page);
      }
    }
  }
}
