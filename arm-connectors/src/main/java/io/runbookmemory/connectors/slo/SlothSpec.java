package io.runbookmemory.connectors.slo;

import io.runbookmemory.connectors.yaml.YamlAmount;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.slo.Slo;
import java.util.List;
import java.util.Optional;

/**
 * Sloth's specification. Its resource of Kubernetes is the same within {@code spec}, with names in
 * camel case.
 *
 * @param notes takes what is not read
 */
record SlothSpec(List<String> notes) {

  private static final String FILE = "prometheus/v1";
  private static final String RESOURCE = "sloth.slok.dev/v1";
  private static final String KIND = "PrometheusServiceLevel";

  List<Slo> read(YamlField document) {
    Optional<YamlField> resource = document.find("apiVersion");
    if (resource.isPresent()) {
      requireText(resource.get(), RESOURCE);
      requireText(document.require("kind"), KIND);
      return objectives(document.require("spec"), "errorQuery", "totalQuery");
    }
    requireText(document.require("version"), FILE);
    return objectives(document, "error_query", "total_query");
  }

  private List<Slo> objectives(YamlField spec, String errors, String total) {
    String service = spec.require("service").text();
    YamlField slos = spec.require("slos");
    if (slos.items().isEmpty()) {
      throw slos.refusal("must hold at least 1 entry, got 0");
    }
    return slos.items().stream().map(slo -> objective(service, slo, errors, total)).toList();
  }

  private Slo objective(String service, YamlField slo, String errors, String total) {
    Slo.Builder builder =
        Slo.builder(
            slo.require("name").text(), service, YamlAmount.share(slo.require("objective"), 2));
    slo.find("description")
        .filter(words -> !words.isBlank())
        .ifPresent(words -> builder.description(words.text()));
    YamlField sli = slo.require("sli");
    Optional<YamlField> events = sli.find("events");
    if (events.isPresent()) {
      builder.failureQueries(
          events.get().require(errors).text(), events.get().require(total).text());
    } else if (sli.find("raw").isPresent()) {
      note(sli.require("raw"), "is a ratio and has no counts");
    } else if (sli.find("plugin").isPresent()) {
      note(sli.require("plugin"), "is a plugin of Sloth, whose queries are not in the file");
    } else {
      throw sli.refusal("must have events, raw or plugin");
    }
    return builder.build();
  }

  private void note(YamlField field, String what) {
    notes.add(field.refusal(what + ": the objective is read without queries").getMessage());
  }

  static void requireText(YamlField field, String allowed) {
    if (!field.text().equals(allowed)) {
      throw field.refusal("must be " + allowed + ", got \"" + field.text() + "\"");
    }
  }
}
