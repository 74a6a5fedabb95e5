package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.yaml.YamlField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a workload: the variables of its containers and the config maps that they
 * come from or that are mounted.
 *
 * @param workload whose it is
 * @param configMaps the config maps of the file, as {@code namespace/name}
 * @param hosts finds services in values
 */
record Configuration(
    KubernetesObject workload, Map<String, KubernetesObject> configMaps, ServiceHosts hosts) {

  /** Takes a service that the configuration points to, and what says so. */
  @FunctionalInterface
  interface Sink {
    void take(String target, String because, String place);
  }

  void references(Sink sink) {
    for (YamlField container : workload.containers()) {
      for (YamlField variable : container.itemsOf("env")) {
        variable(variable, sink);
      }
      for (YamlField from : container.itemsOf("envFrom")) {
        from.find(List.of("configMapRef", "name")).ifPresent(name -> all(name.text(), sink));
      }
    }
    workload
        .podTemplate()
        .ifPresent(
            pod ->
                pod.itemsOf("spec", "volumes")
                    .forEach(
                        volume ->
                            volume
                                .find(List.of("configMap", "name"))
                                .ifPresent(name -> all(name.text(), sink))));
  }

  private void variable(YamlField variable, Sink sink) {
    String name = variable.require("name").text();
    String because = name + " of " + workload.title();
    Optional<YamlField> map = variable.find(List.of("valueFrom", "configMapKeyRef", "name"));
    Optional<YamlField> key = variable.find(List.of("valueFrom", "configMapKeyRef", "key"));
    Optional<YamlField> value =
        map.isPresent() && key.isPresent()
            ? data(map.get().text()).flatMap(data -> data.find(key.get().text()))
            : variable.find("value");
    Set<String> targets = new LinkedHashSet<>();
    value
        .filter(text -> !text.isBlank())
        .ifPresent(text -> targets.addAll(hosts.in(name, text.text(), workload.namespace())));
    if (value.isEmpty()) {
      // The value is a secret, or stands in another file; the name may still tell.
      hosts.namedBy(name, workload.namespace()).ifPresent(targets::add);
    }
    targets.forEach(target -> sink.take(target, because, variable.place()));
  }

  private void all(String configMap, Sink sink) {
    Optional<YamlField> data = data(configMap);
    if (data.isEmpty()) {
      return;
    }
    data.get()
        .fields()
        .forEach(
            (key, value) -> {
              if (!value.isBlank()) {
                hosts
                    .in(key, value.text(), workload.namespace())
                    .forEach(
                        target ->
                            sink.take(
                                target,
                                key + " of ConfigMap " + configMap + ", for " + workload.title(),
                                value.place()));
              }
            });
  }

  private Optional<YamlField> data(String configMap) {
    return Optional.ofNullable(configMaps.get(workload.namespace() + "/" + configMap))
        .flatMap(object -> object.find("data"));
  }
}
