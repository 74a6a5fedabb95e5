package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.yaml.YamlField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes object.
 *
 * @param kind such as {@code Deployment}
 * @param name of its metadata
 * @param namespace of its metadata, {@code default} where none is written, as kubectl has it
 * @param root the whole object
 */
record KubernetesObject(String kind, String name, String namespace, YamlField root) {

  /** What runs pods and is named by people: a pod or a replica set has a name for a day. */
  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");

  /** Returns the objects of documents; a list's are its items. Other documents are refused. */
  static List<KubernetesObject> of(List<YamlField> documents) {
    List<KubernetesObject> objects = new ArrayList<>();
    for (YamlField document : documents) {
      String kind = document.require("kind").text();
      if (kind.endsWith("List") && document.find("items").isPresent()) {
        objects.addAll(of(document.itemsOf("items")));
      } else {
        document.require("apiVersion").text();
        // A Kustomization or a kind's configuration is no object, and has no name.
        document
            .find(List.of("metadata", "name"))
            .ifPresent(name -> objects.add(of(kind, name.text(), document)));
      }
    }
    return objects;
  }

  private static KubernetesObject of(String kind, String name, YamlField root) {
    String namespace =
        root.find(List.of("metadata", "namespace")).map(YamlField::text).orElse("default");
    return new KubernetesObject(kind, name, namespace, root);
  }

  boolean isWorkload() {
    return WORKLOADS.contains(kind);
  }

  String title() {
    return kind + " " + name;
  }

  Optional<YamlField> find(String... path) {
    return root.find(List.of(path));
  }

  Optional<YamlField> label(String name) {
    return find("metadata", "labels", name).filter(label -> !label.isBlank());
  }

  /** Returns the pods' template of a workload. */
  Optional<YamlField> podTemplate() {
    return kind.equals("CronJob")
        ? find("spec", "jobTemplate", "spec", "template")
        : find("spec", "template");
  }

  List<YamlField> containers() {
    List<YamlField> containers = new ArrayList<>();
    podTemplate()
        .ifPresent(
            pod -> {
              containers.addAll(pod.itemsOf("spec", "containers"));
              containers.addAll(pod.itemsOf("spec", "initContainers"));
            });
    return containers;
  }

  /** Returns the texts of a mapping at some path, such as labels. */
  static Map<String, String> texts(Optional<YamlField> mapping) {
    Map<String, String> texts = new HashMap<>();
    mapping.ifPresent(
        field ->
            field
                .fields()
                .forEach((name, value) -> texts.put(name, value.isBlank() ? "" : value.text())));
    return texts;
  }
}
