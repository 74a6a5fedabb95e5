package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.yaml.YamlField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the workloads of a file are called as services: the variable {@code OTEL_SERVICE_NAME}, else
 * the annotation {@code resource.opentelemetry.io/service.name}, else the label {@code
 * app.kubernetes.io/name} unless several workloads of the namespace have it in common, else the
 * workload's own name. It is what their traces and alerts call them by.
 *
 * <p>Source: OpenTelemetry's semantic conventions, "Specify resource attributes using Kubernetes
 * annotations".
 */
final class WorkloadNames {

  private static final String NAME_LABEL = "app.kubernetes.io/name";

  private final List<KubernetesObject> workloads;
  private final Map<String, Integer> withLabel = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  WorkloadNames(List<KubernetesObject> objects) {
    this.workloads = objects.stream().filter(KubernetesObject::isWorkload).toList();
    for (KubernetesObject workload : workloads) {
      label(workload).ifPresent(label -> withLabel.merge(label, 1, Integer::sum));
    }
    workloads.forEach(
        one -> names.put(key(one.kind(), one.namespace(), one.name()), serviceName(one)));
  }

  String of(KubernetesObject workload) {
    return of(workload.kind(), workload.namespace(), workload.name());
  }

  /** Returns the service of a workload, which may stand in another file. */
  String of(String kind, String namespace, String name) {
    return names.getOrDefault(key(kind, namespace, name), name);
  }

  /** Returns the services whose pods have all labels of a selector. */
  SortedSet<String> selected(Map<String, String> selector, String namespace) {
    SortedSet<String> selected = new TreeSet<>();
    if (!selector.isEmpty()) {
      for (KubernetesObject workload : workloads) {
        Map<String, String> labels =
            KubernetesObject.texts(
                workload.podTemplate().flatMap(pod -> pod.find(List.of("metadata", "labels"))));
        if (workload.namespace().equals(namespace)
            && labels.entrySet().containsAll(selector.entrySet())) {
          selected.add(of(workload));
        }
      }
    }
    return selected;
  }

  private static String key(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }

  private static Optional<String> label(KubernetesObject workload) {
    return workload.label(NAME_LABEL).map(label -> workload.namespace() + "/" + label.text());
  }

  private String serviceName(KubernetesObject workload) {
    Optional<YamlField> annotation =
        workload
            .podTemplate()
            .flatMap(
                pod ->
                    pod.find(
                        List.of(
                            "metadata", "annotations", "resource.opentelemetry.io/service.name")));
    return traced(workload)
        .or(() -> annotation.filter(name -> !name.isBlank()).map(YamlField::text))
        .or(
            () ->
                label(workload)
                    .filter(label -> withLabel.getOrDefault(label, 0) == 1)
                    .map(label -> label.substring(label.indexOf('/') + 1)))
        .orElse(workload.name());
  }

  private static Optional<String> traced(KubernetesObject workload) {
    for (YamlField container : workload.containers()) {
      for (YamlField variable : container.itemsOf("env")) {
        Optional<YamlField> value = variable.find("value").filter(one -> !one.isBlank());
        if (variable.require("name").text().equals("OTEL_SERVICE_NAME")
            && value.isPresent()
            && !value.get().text().contains("$(")) {
          return value.map(YamlField::text);
        }
      }
    }
    return Optional.empty();
  }
}
