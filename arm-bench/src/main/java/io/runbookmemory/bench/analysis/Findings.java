package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.pattern.Patterns;
import io.runbookmemory.learn.analysis.resource.ExhaustionForecasts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that analysis finds in a year, by its defaults. */
final class Findings {

  private Findings() {}

  static List<Finding> of(PlantedYear year) {
    AlertLog.Builder builder = AlertLog.builder();
    year.events().forEach(builder::add);
    AlertLog log = builder.build(PlantedYear.FROM, PlantedYear.UNTIL);
    Patterns patterns = new Patterns(PatternPolicy.in(PlantedYear.ZONE));
    List<Finding> found = new ArrayList<>(patterns.correlations(log));
    found.addAll(patterns.temporal(log, year.deployments()));
    ExhaustionForecasts forecasts = new ExhaustionForecasts(Duration.ofDays(14));
    found.addAll(forecasts.find(year.resources(), PlantedYear.UNTIL));
    return found;
  }
}
