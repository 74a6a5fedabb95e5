package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.memory.graph.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what Kubernetes objects say of services: where workloads run and what they are part of,
 * which Service and Ingress lead to them, what their configuration points to, what scales them and
 * where they keep data.
 *
 * <p>Source: the Kubernetes API reference, "Recommended Labels" and "DNS for Services and Pods".
 */
final class KubernetesFacts {

  private final List<KubernetesObject> objects;
  private final WorkloadNames names;
  private final List<Fact> facts = new ArrayList<>();

  private KubernetesFacts(List<KubernetesObject> objects) {
    this.objects = objects;
    this.names = new WorkloadNames(objects);
  }

  static List<Fact> read(Path file) {
    KubernetesFacts reader =
        new KubernetesFacts(KubernetesObject.of(YamlFile.documents(file, ResourceFiles.MAX_BYTES)));
    reader.objects.forEach(reader::add);
    reader.addReferences();
    return reader.facts;
  }

  private void add(KubernetesObject object) {
    if (object.isWorkload()) {
      addWorkload(object);
      return;
    }
    switch (object.kind()) {
      case "Service" -> addService(object);
      case "Ingress" -> addIngress(object);
      case "HorizontalPodAutoscaler" -> addScaling(object);
      default -> {} // other kinds say nothing of services
    }
  }

  private void addWorkload(KubernetesObject workload) {
    String service = names.of(workload);
    YamlField root = workload.root();
    put(workload, service, Relation.RUNS_IN_NAMESPACE, workload.namespace(), root);
    addLabel(workload, Relation.IS_PART_OF, "app.kubernetes.io/part-of");
    addLabel(workload, Relation.HAS_VERSION, "app.kubernetes.io/version");
    addLabel(workload, Relation.IS_MANAGED_BY, "app.kubernetes.io/managed-by");
    workload
        .find("metadata", "ownerReferences")
        .ifPresent(owners -> owners.items().forEach(owner -> addOwner(workload, owner)));
    for (YamlField claim : root.itemsOf("spec", "volumeClaimTemplates")) {
      addVolume(workload, claim.require("metadata").require("name").text(), claim);
    }
    workload
        .podTemplate()
        .ifPresent(
            pod -> pod.itemsOf("spec", "volumes").forEach(volume -> addClaim(workload, volume)));
  }

  private void addOwner(KubernetesObject workload, YamlField owner) {
    String name = owner.require("kind").text() + " " + owner.require("name").text();
    put(workload, names.of(workload), Relation.IS_MANAGED_BY, name, owner);
  }

  private void addClaim(KubernetesObject workload, YamlField volume) {
    volume
        .find(List.of("persistentVolumeClaim", "claimName"))
        .ifPresent(claim -> addVolume(workload, claim.text(), claim));
  }

  private void addVolume(KubernetesObject workload, String name, YamlField where) {
    put(workload, names.of(workload), Relation.STORES_DATA_ON, "volume " + name, where);
  }

  private void addLabel(KubernetesObject workload, Relation relation, String label) {
    workload
        .label(label)
        .ifPresent(value -> put(workload, names.of(workload), relation, value.text(), value));
  }

  /** A Service is a name of what it selects; one of the same name says nothing new. */
  private void addService(KubernetesObject service) {
    Map<String, String> selector = KubernetesObject.texts(service.find("spec", "selector"));
    for (String target : names.selected(selector, service.namespace())) {
      put(service, service.name(), Relation.SELECTS, target, service.root());
    }
  }

  private void addIngress(KubernetesObject ingress) {
    List<YamlField> backends = new ArrayList<>();
    ingress.find("spec", "defaultBackend", "service", "name").ifPresent(backends::add);
    for (YamlField rule : ingress.root().itemsOf("spec", "rules")) {
      for (YamlField path : rule.itemsOf("http", "paths")) {
        path.find(List.of("backend", "service", "name")).ifPresent(backends::add);
      }
    }
    for (YamlField backend : backends) {
      put(ingress, "ingress " + ingress.name(), Relation.ROUTES_TO, backend.text(), backend);
    }
  }

  private void addScaling(KubernetesObject scaler) {
    Optional<YamlField> kind = scaler.find("spec", "scaleTargetRef", "kind");
    Optional<YamlField> name = scaler.find("spec", "scaleTargetRef", "name");
    if (kind.isPresent() && name.isPresent()) {
      String target = names.of(kind.get().text(), scaler.namespace(), name.get().text());
      put(scaler, "autoscaler " + scaler.name(), Relation.SCALES, target, name.get());
    }
  }

  private void addReferences() {
    Set<String> services =
        objects.stream()
            .filter(object -> object.kind().equals("Service"))
            .map(object -> object.namespace() + "/" + object.name())
            .collect(Collectors.toSet());
    Map<String, KubernetesObject> configMaps =
        objects.stream()
            .filter(object -> object.kind().equals("ConfigMap"))
            .collect(
                Collectors.toMap(
                    object -> object.namespace() + "/" + object.name(),
                    Function.identity(),
                    (one, other) -> other,
                    LinkedHashMap::new));
    ServiceHosts hosts = new ServiceHosts(services);
    for (KubernetesObject object : objects) {
      if (object.isWorkload()) {
        new Configuration(object, configMaps, hosts)
            .references(
                (target, because, place) ->
                    put(object, Relation.DEPENDS_ON, target, because, place));
      }
    }
  }

  private void put(
      KubernetesObject workload, Relation relation, String target, String because, String place) {
    String service = names.of(workload);
    if (!service.equals(target)) {
      facts.add(new Fact(service, relation.words(), target, workload.namespace(), because, place));
    }
  }

  private void put(
      KubernetesObject object, String subject, Relation relation, String target, YamlField where) {
    if (!subject.equals(target)) {
      facts.add(
          new Fact(
              subject,
              relation.words(),
              target,
              object.namespace(),
              object.title(),
              where.place()));
    }
  }
}
