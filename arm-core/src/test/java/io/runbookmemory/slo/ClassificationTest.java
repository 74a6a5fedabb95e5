package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassificationTest {

  @Test
  void aPageSaysWhichPairBurnsHowMuchFailedAndWhatIsLeft() {
    Classification page =
        Traffic.perMinute(30)
            .healthy(5760)
            .minutes(29, 30, 46)
            .healthy(9)
            .failing(0.1, 5)
            .classified();

    assertThat(page)
        .hasToString(
            "PAGE: 1h burns 33.9x and 5m burns 100x the budget, both over 14.4x; 61 of 1800"
                + " requests failed in 1h; 30d budget 95.3 % left, gone in 6h51m at this rate");
  }

  @Test
  void aTicketNamesItsPair() {
    Classification ticket = Traffic.perMinute(1000).healthy(5760).failing(0.004, 1200).classified();

    assertThat(ticket.verdict()).isEqualTo(Verdict.TICKET);
    assertThat(ticket)
        .hasToString(
            "TICKET: 24h burns 3.3x and 2h burns 4x the budget, both over 3x; 4800 of 1440000"
                + " requests failed in 24h; 30d budget 88.9 % left, gone in 6d16h at this rate");
  }

  @Test
  void aHealthyLogNamesTheHottestPair() {
    Classification log =
        Traffic.perMinute(1000).healthy(5760).failing(0.001, 60).healthy(5).classified();

    assertThat(log)
        .hasToString(
            "LOG: 6h burns 0.167x and 30m burns 0.833x the budget, not both over 6x; 60 of 360000"
                + " requests failed in 6h; 30d budget 99.9 % left");
  }

  @Test
  void anOverspentBudgetIsSaid() {
    Classification page = Traffic.perMinute(10).healthy(43_140).failing(1, 60).classified();

    assertThat(page.summary()).endsWith("30d budget overspent by 38.9 %");
  }

  @Test
  void theBurnOfTheShortWindowProjectsTheEnd() {
    Classification page = Traffic.perMinute(600).healthy(43_190).failing(1, 10).classified();

    assertThat(page.projectedExhaustion().orElseThrow().toSeconds()).isEqualTo(2592 - 600);
  }

  @Test
  void missingDataIsToldBesideTheHottestPair() {
    Classification log =
        Traffic.perMinute(1000).healthy(5760).failing(0.001, 10).missing(6).classified();

    assertThat(log)
        .hasToString(
            "LOG: 6h burns 0.028x and 30m burns 0.417x the budget, not both over 6x; 10 of 354000"
                + " requests failed in 6h; no data in the last 5m; 30d budget 100 % left");
  }

  @Test
  void theEvidenceIsThere() {
    Traffic traffic = Traffic.perMinute(600).healthy(5760);
    Classification classification = traffic.classified();

    assertThat(classification.slo()).isEqualTo(Traffic.THREE_NINES);
    assertThat(classification.at()).isEqualTo(traffic.now());
    assertThat(classification.pairs()).hasSize(4);
    assertThat(classification.decidedBy()).isEqualTo(classification.pairs().getFirst());
  }
}
