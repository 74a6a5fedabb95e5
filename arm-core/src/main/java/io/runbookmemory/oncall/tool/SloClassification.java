package io.runbookmemory.oncall.tool;

import io.runbookmemory.slo.BurnRateClassifier;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code classify_slo}. */
final class SloClassification {

  private static final Duration DEFAULT_PERIOD = Duration.ofDays(30);

  record Sample(
      @Described("the end of the interval") Instant timestamp,
      @Described("good events in it") long good,
      @Described("all events in it") long total) {
    Sample {
      of(timestamp, good, total);
    }

    private static SliSample of(Instant timestamp, long good, long total) {
      return new SliSample(timestamp, good, total);
    }

    SliSample sample() {
      return of(timestamp, good, total);
    }
  }

  record Question(
      @Described("service the objective is for") String service,
      @Described("share of good events, such as 0.999") String objective,
      @Described("the objective's rolling period; default P30D") @Nullable Duration period,
      @Described("default: arm") @Nullable BurnRateProfile profile,
      @Described("counts of each interval, in order") List<Sample> samples,
      @Described("when to judge; default: at the last sample") @Nullable Instant at) {

    /** What cannot be judged is refused before anything is. */
    Question {
      slo(service, objective, period);
      series(samples);
    }

    private static Slo slo(String service, String objective, @Nullable Duration period) {
      return Slo.builder("asked", service, objective)
          .period(period == null ? DEFAULT_PERIOD : period)
          .build();
    }

    private static SliSeries series(List<Sample> samples) {
      return SliSeries.of(samples.stream().map(Sample::sample).toList());
    }

    Slo slo() {
      return slo(service, objective, period);
    }

    SliSeries series() {
      return series(samples);
    }
  }

  record Answer(
      Verdict verdict,
      @Described("one sentence with the pair that decided and its numbers") String summary,
      List<String> reasons,
      @Described("share of the error budget that is left; negative if it is overspent")
          double budgetLeft,
      @Described("when it is spent at this rate") @Nullable Duration exhaustedIn) {}

  private SloClassification() {}

  static Tool tool() {
    return RecordTool.builder(
            "classify_slo",
            "Decides from counts of good and all events whether somebody must be woken: page,"
                + " ticket or log, by burn rates of the error budget.",
            Question.class,
            Answer.class)
        .effect(ToolEffect.READ_ONLY)
        .ofMemory()
        .cost(CostTier.LOW)
        .build((question, invocation) -> answer(question));
  }

  private static Optional<Answer> answer(Question question) {
    Slo slo = question.slo();
    SliSeries series = question.series();
    Optional<Instant> at = question.at() == null ? series.last() : Optional.of(question.at());
    BurnRateProfile profile = question.profile() == null ? BurnRateProfile.ARM : question.profile();
    return at.map(
        when ->
            answer(
                new BurnRateClassifier(slo, profile.policy(slo).feasibleFor(slo))
                    .classify(series, when)));
  }

  private static Answer answer(Classification classification) {
    return new Answer(
        classification.verdict(),
        classification.summary(),
        classification.reasons().stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList(),
        classification.budget().remaining(),
        classification.projectedExhaustion().orElse(null));
  }
}
