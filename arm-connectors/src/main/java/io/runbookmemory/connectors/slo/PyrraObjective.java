package io.runbookmemory.connectors.slo;

import io.runbookmemory.connectors.yaml.YamlAmount;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.slo.Slo;
import java.util.List;
import java.util.Optional;

/**
 * Pyrra's objective.
 *
 * @param notes takes what is not read
 */
record PyrraObjective(List<String> notes) {

  private static final String VERSION = "pyrra.dev/v1alpha1";
  private static final String KIND = "ServiceLevelObjective";
  private static final List<String> SERVICE = List.of("labels", "pyrra.dev/service");

  Slo read(YamlField document) {
    SlothSpec.requireText(document.require("apiVersion"), VERSION);
    SlothSpec.requireText(document.require("kind"), KIND);
    YamlField metadata = document.require("metadata");
    String name = metadata.require("name").text();
    String service = metadata.find(SERVICE).map(YamlField::text).orElse(name);
    YamlField spec = document.require("spec");
    Slo.Builder builder =
        Slo.builder(name, service, YamlAmount.share(spec.require("target"), 2))
            .period(YamlAmount.duration(spec.require("window")));
    spec.find("description")
        .filter(words -> !words.isBlank())
        .ifPresent(words -> builder.description(words.text()));
    indicator(spec.require("indicator"), builder);
    return builder.build();
  }

  private void indicator(YamlField indicator, Slo.Builder builder) {
    Optional<YamlField> ratio = indicator.find("ratio");
    Optional<YamlField> latency = indicator.find("latency");
    if (ratio.isPresent() && latency.isPresent()) {
      throw latency.get().refusal("must be left out where ratio is given");
    }
    ratio.ifPresent(of -> builder.failureQueries(metric(of, "errors"), metric(of, "total")));
    latency.ifPresent(of -> builder.queries(metric(of, "success"), metric(of, "total")));
    ratio
        .or(() -> latency)
        .flatMap(of -> of.find("grouping"))
        .ifPresent(by -> note(by, "is not read: the objective is of all groups together"));
    if (ratio.isPresent() || latency.isPresent()) {
      return;
    }
    List<YamlField> others = List.copyOf(indicator.fields().values());
    if (others.isEmpty()) {
      throw indicator.refusal("must have ratio, latency, latencyNative or bool_gauge");
    }
    for (YamlField other : others) {
      note(other, "has no counters: the objective is read without queries");
    }
  }

  private static String metric(YamlField indicator, String name) {
    return indicator.require(name).require("metric").text();
  }

  private void note(YamlField field, String what) {
    notes.add(field.refusal(what).getMessage());
  }
}
