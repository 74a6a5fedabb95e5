package io.runbookmemory.oncall.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.slo.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseControlTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final Alert PAGE = alert("ErrorBudgetBurn", "page", "checkout");
  private static final Alert TICKET = alert("ErrorBudgetBurn", "ticket", "checkout");

  private final List<Handled> record = new ArrayList<>();
  private final NoiseControl control = new NoiseControl(NoisePolicy.DEFAULT, record::add);

  private static Alert alert(String name, String severity, String service) {
    return new Alert(
        Map.of("alertname", name, "severity", severity, "service", service), Map.of(), NOW);
  }

  private static Instant after(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void theSameAlertIsToldOnceAndAgainAfterFourHours() {
    assertThat(control.firing(PAGE, Verdict.PAGE, NOW).wakes()).isTrue();
    assertThat(control.firing(PAGE, Verdict.PAGE, after(1)).treatment())
        .isEqualTo(new Treatment.Folded(PAGE.fingerprint()));
    assertThat(control.firing(PAGE, Verdict.PAGE, after(240)).treatment())
        .isEqualTo(new Treatment.Notified(true));
    assertThat(control.firing(PAGE, Verdict.PAGE, after(241)).wakes()).isFalse();
  }

  @Test
  void aPageInhibitsATicketOfItsGroupUntilItIsResolved() {
    control.firing(PAGE, Verdict.PAGE, NOW);
    assertThat(control.firing(TICKET, Verdict.TICKET, after(1)).treatment())
        .isEqualTo(new Treatment.Inhibited(PAGE.fingerprint()));

    assertThat(control.resolved(PAGE, after(30)))
        .singleElement()
        .satisfies(
            out -> {
              assertThat(out.alert()).isEqualTo(TICKET);
              assertThat(out.treatment()).isEqualTo(new Treatment.Notified(false));
            });
    assertThat(control.resolved(TICKET, after(40))).isEmpty();
  }

  @Test
  void aPageComesOutAlthoughATicketDid() {
    control.firing(TICKET, Verdict.TICKET, NOW);

    assertThat(control.firing(PAGE, Verdict.PAGE, after(1)).wakes()).isTrue();
  }

  @Test
  void anotherServiceIsAnotherGroup() {
    control.firing(PAGE, Verdict.PAGE, NOW);

    assertThat(control.firing(alert("ErrorBudgetBurn", "page", "cart"), Verdict.PAGE, NOW).wakes())
        .isTrue();
    assertThat(control.firing(alert("HighLatency", "page", "checkout"), Verdict.PAGE, NOW).wakes())
        .isFalse();
  }

  @Test
  void whatSharesAClusterAloneIsAStormForFiveMinutesAndAPageOfItsOwnLater() {
    control.firing(site("one"), Verdict.PAGE, NOW);

    assertThat(control.firing(site("two"), Verdict.PAGE, after(4)).treatment())
        .isEqualTo(new Treatment.Folded(site("one").fingerprint()));
    assertThat(control.firing(site("three"), Verdict.PAGE, after(5)).wakes()).isTrue();
    assertThat(control.firing(site("two"), Verdict.PAGE, after(20)).wakes()).isFalse();
    assertThat(control.firing(site("four"), Verdict.TICKET, after(21)).wakes()).isFalse();
  }

  @Test
  void whatSharesItsServiceJoinsLaterToo() {
    control.firing(PAGE, Verdict.PAGE, NOW);

    assertThat(
            control.firing(alert("Latency", "page", "checkout"), Verdict.PAGE, after(90)).wakes())
        .isFalse();
  }

  @Test
  void whatFlapsInAClusterIsNoStranger() {
    control.firing(site("one"), Verdict.PAGE, NOW);
    control.firing(site("two"), Verdict.PAGE, after(1));
    control.resolved(site("two"), after(30));

    assertThat(control.firing(site("two"), Verdict.PAGE, after(34)).wakes()).isFalse();
    control.resolved(site("two"), after(35));
    assertThat(control.firing(site("two"), Verdict.PAGE, after(40)).wakes()).isTrue();
  }

  private static Alert site(String instance) {
    return new Alert(
        Map.of("alertname", "SiteDown", "instance", instance, "cluster", "eu"), Map.of(), NOW);
  }

  @Test
  void whatComesBackWithinFiveMinutesIsTheSameAndLaterIsNew() {
    control.firing(PAGE, Verdict.PAGE, NOW);
    control.resolved(PAGE, after(10));
    assertThat(control.firing(PAGE, Verdict.PAGE, after(14)).wakes()).isFalse();
    control.resolved(PAGE, after(20));

    assertThat(control.firing(PAGE, Verdict.PAGE, after(25)).wakes()).isTrue();
  }

  @Test
  void whatComesBackAfterItsEndWasToldIsToldAnew() {
    control.firing(PAGE, Verdict.PAGE, NOW);
    control.resolved(PAGE, after(10));
    control.over(PAGE);

    assertThat(control.firing(TICKET, Verdict.TICKET, after(11)).treatment())
        .isEqualTo(new Treatment.Notified(false));
    assertThat(control.firing(PAGE, Verdict.PAGE, after(12)).wakes()).isTrue();
  }

  @Test
  void whatSharesAClusterAndItsEndWasToldIsAStrangerAtOnce() {
    control.firing(site("one"), Verdict.PAGE, NOW);
    control.firing(site("two"), Verdict.PAGE, after(1));
    control.resolved(site("two"), after(30));
    control.over(site("two"));

    assertThat(control.firing(site("two"), Verdict.PAGE, after(31)).wakes()).isTrue();
  }

  @Test
  void whatIsToBeSaidAgainIsKnownByTheClockWhileItFires() {
    control.firing(PAGE, Verdict.PAGE, NOW);
    control.firing(alert("Latency", "page", "checkout"), Verdict.PAGE, after(1));

    assertThat(control.due(after(239))).isEmpty();
    assertThat(control.due(after(240))).extracting(Handled::alert).containsExactly(PAGE);
    control.resolved(PAGE, after(241));
    assertThat(control.due(after(242)))
        .extracting(one -> one.alert().name().orElseThrow())
        .containsExactly("Latency");
    control.firing(alert("Latency", "page", "checkout"), Verdict.PAGE, after(243));
    assertThat(control.due(after(244))).isEmpty();
    control.resolved(alert("Latency", "page", "checkout"), after(250));
    assertThat(control.due(after(600))).isEmpty();
  }

  @Test
  void inThePlaceOfWhatIsSilentAnotherOfItsGroupIsSaidAgain() {
    Alert latency = alert("Latency", "page", "checkout");
    control.firing(PAGE, Verdict.PAGE, NOW);
    control.firing(TICKET, Verdict.TICKET, after(1));
    assertThat(control.due(after(240), PAGE::equals)).isEmpty();
    control.firing(latency, Verdict.PAGE, after(2));

    assertThat(control.due(after(239), PAGE::equals)).isEmpty();
    assertThat(control.due(after(240), PAGE::equals))
        .extracting(Handled::alert)
        .containsExactly(latency);
    assertThat(control.firing(latency, Verdict.PAGE, after(240)).treatment())
        .isEqualTo(new Treatment.Notified(true));
    assertThat(control.due(after(241))).isEmpty();
  }

  @Test
  void aSilenceHoldsForItsLabelsAndTimeAndLetsResolutionsPass() {
    control.silence(new Silence("move of checkout", Map.of("service", "checkout"), NOW, after(60)));

    assertThat(control.firing(PAGE, Verdict.PAGE, after(1)).treatment())
        .isEqualTo(new Treatment.Silenced("move of checkout"));
    assertThat(control.firing(alert("Burn", "page", "cart"), Verdict.PAGE, after(1)).wakes())
        .isTrue();
    assertThat(control.firing(PAGE, Verdict.PAGE, after(60)).wakes()).isTrue();
    control.resolved(PAGE, after(61));
    assertThat(record.getLast().treatment()).isEqualTo(new Treatment.Resolved());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence("x", Map.of(), NOW, NOW))
        .withMessageContaining("must end after it begins");
  }

  @Test
  void noAlertIsLostAndEveryGroupThatFiresWasTold() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Verdict> urgencies = List.of(Verdict.PAGE, Verdict.TICKET, Verdict.LOG);
    int reported = 0;
    List<Handled> handled = new ArrayList<>();
    for (int minute = 0; minute < 5_000; minute++) {
      Alert alert = alert("A" + random.nextInt(3), "page", "s" + random.nextInt(4));
      reported++;
      if (random.nextInt(3) == 0) {
        control.resolved(alert, after(minute));
      } else {
        Verdict urgency = urgencies.get(random.nextInt(3));
        handled.add(control.firing(alert, urgency, after(minute)));
      }
    }
    long released =
        record.stream().filter(one -> one.treatment() instanceof Treatment.Notified).count()
            - handled.stream().filter(one -> one.treatment() instanceof Treatment.Notified).count();

    assertThat(record).as("seed %d", seed).hasSize(reported + (int) released);
    for (Handled one : handled) {
      if (one.treatment() instanceof Treatment.Folded folded) {
        assertThat(record)
            .as("seed %d: %s stands for it", seed, folded.leader())
            .anyMatch(
                told ->
                    told.treatment() instanceof Treatment.Notified
                        && told.alert().fingerprint().equals(folded.leader())
                        && !told.at().isAfter(one.at()));
      }
    }
  }

  @Test
  void pagesAreCountedByShift() {
    control.firing(PAGE, Verdict.PAGE, NOW);
    control.firing(alert("Burn", "page", "cart"), Verdict.PAGE, after(5));
    control.firing(alert("Burn", "page", "search"), Verdict.PAGE, after(800));

    PagesPerShift shifts = PagesPerShift.of(record, NOW, Duration.ofHours(12));

    assertThat(shifts.total()).isEqualTo(3);
    assertThat(shifts.worst()).isEqualTo(2);
    assertThat(shifts.pages()).containsEntry(after(720), 1L);
  }
}
