package io.runbookmemory.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.slo.SloFiles;
import io.runbookmemory.examples.check.CheckFiles.Rule;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.rules.PrometheusRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule has a runbook, a test and a line of documentation, and none of these is without. */
class CheckCoverageTest {

  private static final Pattern NAME = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern ALERTS = Pattern.compile("(?m)^alerts: \\[(\\w+)]$");
  private static final Pattern AGGREGATION =
      Pattern.compile(
          "\\b(?:sum|max|min|avg|count|topk|group|quantile|stddev)\\b(?=\\s*(?:by|\\())");
  private static final Pattern MATCHING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

  static List<Rule> rules() throws IOException {
    return CheckFiles.rules();
  }

  static List<Rule> alerts() throws IOException {
    return rules().stream().filter(Rule::isAlert).toList();
  }

  private static Set<String> names() throws IOException {
    return alerts().stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachHasALineInTheDocumentation() throws IOException {
    assertThat(found(NAME, Files.readString(Path.of("../docs/standard-checks.md"))))
        .isEqualTo(names())
        .hasSizeGreaterThan(50);
  }

  @Test
  void eachHasARunbookOfItsOwn() throws IOException {
    Set<String> told = new TreeSet<>();
    for (Path runbook : CheckFiles.in(CheckFiles.SHIPPED.resolve("runbooks"))) {
      Set<String> alerts = found(ALERTS, Files.readString(runbook));
      assertThat(alerts).as(runbook.toString()).hasSize(1);
      assertThat(told.addAll(alerts)).as(runbook.toString()).isTrue();
      assertThat(
              alerts().stream()
                  .filter(rule -> alerts.contains(rule.name()))
                  .map(rule -> rule.node().at("/annotations/runbook").asText()))
          .containsOnly("runbooks/" + CheckFiles.nameOf(runbook));
    }
    assertThat(told).isEqualTo(names());
  }

  @Test
  void eachFiresInATestAndIsSilentInOne() throws IOException {
    Set<String> fires = new HashSet<>();
    Set<String> silent = new HashSet<>();
    for (Path file : CheckFiles.in(CheckFiles.TESTS)) {
      for (JsonNode test : CheckFiles.read(file).path("tests")) {
        for (JsonNode expected : test.path("alert_rule_test")) {
          String name = expected.path("alertname").asText();
          (expected.path("exp_alerts").isEmpty() ? silent : fires).add(name);
          assertThat(clusters(test)).as(name).contains("fra1", "lon1");
        }
      }
    }
    assertThat(fires).isEqualTo(names());
    assertThat(silent).isEqualTo(names());
  }

  private static Set<String> clusters(JsonNode test) {
    Pattern cluster = Pattern.compile("cluster=\"(\\w+)\"");
    StringBuilder series = new StringBuilder();
    test.path("input_series").forEach(one -> series.append(one.path("series").asText()));
    return found(cluster, series.toString());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void eachSaysWhatASituationIsMadeOf(Rule rule) {
    JsonNode labels = rule.node().path("labels");
    assertThat(labels.path("severity").asText()).isIn("critical", "warning", "page", "ticket");
    assertThat(labels.path("service").asText()).isNotBlank();
    for (String name : List.of("summary", "description", "runbook")) {
      assertThat(rule.node().path("annotations").path(name).asText()).as(name).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void eachKeepsClustersApart(Rule rule) {
    Matcher aggregation = AGGREGATION.matcher(rule.expression());
    while (aggregation.find()) {
      assertThat(rule.expression().substring(aggregation.end()))
          .as(rule.expression())
          .startsWith(" by (cluster");
    }
    Matcher matching = MATCHING.matcher(rule.expression());
    while (matching.find()) {
      assertThat(List.of(matching.group(1).split(", ", -1))).contains("cluster");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recall-availability", "recall-latency"})
  void theRulesOfAnObjectiveAreWhatArmWritesOfIt(String name) throws IOException {
    Path file = CheckFiles.SHIPPED.resolve("slos/arm-recall.yaml");
    Slo slo = SloFiles.readOne(file, Optional.of(name));
    String shipped = Files.readString(CheckFiles.SHIPPED.resolve("rules/arm-" + name + ".yaml"));

    assertThat(
            shipped
                .lines()
                .filter(line -> !line.matches(" +(?:description|runbook): .*"))
                .collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(new PrometheusRules(slo, BurnRateProfile.ARM.policy(slo)).file());
  }
}
