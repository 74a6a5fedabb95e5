package io.runbookmemory.examples.remedy.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the pods of the allowed namespaces, and tells each trouble once: however many pods of a
 * service have it, and however often the list is read anew after the line broke. It is over when no
 * pod has it any more. Thread-safe.
 */
public final class PodWatch implements AutoCloseable, ResourceEventHandler<Pod> {

  /** A trouble, and the pods that have it. */
  private record Open(Alert alert, Set<String> pods) {}

  private final String cluster;
  private final AlertSink sink;
  private final Map<AlertFingerprint, Open> open = new HashMap<>();
  private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();

  private PodWatch(String cluster, AlertSink sink) {
    this.cluster = cluster;
    this.sink = sink;
  }

  /** Begins to watch; what is wrong already is told at once. */
  public static PodWatch begin(Cluster cluster, AlertSink sink) {
    PodWatch watch = new PodWatch(cluster.config().cluster(), sink);
    for (String namespace : cluster.config().namespaces()) {
      watch.informers.add(cluster.client().pods().inNamespace(namespace).inform(watch));
    }
    return watch;
  }

  /** Returns whether every namespace is still followed; a lost connection is taken up again. */
  public boolean isRunning() {
    return informers.stream().allMatch(SharedIndexInformer::isRunning);
  }

  @Override
  public void onAdd(Pod pod) {
    seen(pod, PodTroubles.of(cluster, pod));
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    seen(pod, PodTroubles.of(cluster, pod));
  }

  @Override
  public void onDelete(Pod pod, boolean unknown) {
    seen(pod, List.of());
  }

  private synchronized void seen(Pod pod, List<Alert> troubles) {
    String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    Set<AlertFingerprint> has = new HashSet<>();
    for (Alert alert : troubles) {
      has.add(alert.fingerprint());
      Open known = open.get(alert.fingerprint());
      if (known == null) {
        open.put(alert.fingerprint(), new Open(alert, new HashSet<>(Set.of(name))));
        sink.firing(alert);
      } else {
        known.pods().add(name);
      }
    }
    open.values()
        .removeIf(
            one -> {
              boolean over =
                  !has.contains(one.alert().fingerprint())
                      && one.pods().remove(name)
                      && one.pods().isEmpty();
              if (over) {
                sink.resolved(one.alert());
              }
              return over;
            });
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }
}
