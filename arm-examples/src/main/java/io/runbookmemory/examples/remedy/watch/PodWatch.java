package io.runbookmemory.examples.remedy.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the pods of the allowed namespaces, and tells each trouble once: however many pods of a
 * service have it, however often the list is read anew after the line broke, and whatever process
 * saw it first. It is over when no pod has it any more; a container that crashed or ran out of
 * memory has it until it was ready for five minutes, for between two crashes it runs. Thread-safe.
 */
public final class PodWatch implements AutoCloseable, ResourceEventHandler<Pod> {

  private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

  /** The pause between two starts of a container that crashes is no longer, in Kubernetes. */
  private static final Duration CALM = Duration.ofMinutes(5);

  /** What ended lately is told again by the next process: whether it was taken nobody knows. */
  private static final Duration LATELY = Duration.ofHours(1);

  /** A trouble, and the pods that have it. */
  private record Open(Alert alert, Set<String> pods) {}

  private final String cluster;
  private final AlertSink sink;
  private final TroubleLog log;
  private final InstantSource clock;
  private final Map<AlertFingerprint, Open> open = new HashMap<>();
  private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();

  private PodWatch(String cluster, AlertSink sink, Ledger ledger, InstantSource clock) {
    this.cluster = cluster;
    this.sink = sink;
    this.log = new TroubleLog(ledger, clock);
    this.clock = clock;
  }

  /**
   * Begins to watch; what is wrong already is told at once, and what ended since an earlier process
   * saw it.
   *
   * @param ledger where it is written down what went on
   * @throws ArmException if the ledger cannot be read
   */
  public static PodWatch begin(
      Cluster cluster, AlertSink sink, Ledger ledger, InstantSource clock) {
    PodWatch watch = new PodWatch(cluster.config().cluster(), sink, ledger, clock);
    watch.recall();
    for (String namespace : cluster.config().namespaces()) {
      watch.informers.add(cluster.client().pods().inNamespace(namespace).inform(watch));
    }
    watch.look();
    return watch;
  }

  private synchronized void recall() {
    for (TroubleLog.Kept kept : log.all(cluster)) {
      Alert alert = kept.alert();
      if (kept.endedAt() == null) {
        String pod =
            alert.labels().get("namespace") + "/" + alert.annotations().getOrDefault("pod", "");
        open.put(alert.fingerprint(), new Open(alert, new HashSet<>(Set.of(pod))));
        sink.firing(alert);
      } else if (kept.endedAt().isAfter(clock.instant().minus(LATELY))) {
        sink.resolved(alert);
      }
    }
  }

  /** Returns whether every namespace is still followed; a lost connection is taken up again. */
  public boolean isRunning() {
    return informers.stream().allMatch(SharedIndexInformer::isRunning);
  }

  /** Looks at what time changes: a container that has been ready for long enough. */
  public synchronized void look() {
    Set<String> there = new HashSet<>();
    for (SharedIndexInformer<Pod> informer : informers) {
      for (Pod pod : informer.getStore().list()) {
        there.add(name(pod));
        seen(pod, PodTroubles.of(cluster, pod));
      }
    }
    open.values().forEach(one -> one.pods().retainAll(there));
    endWhatNoPodHas();
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
  public synchronized void onDelete(Pod pod, boolean unknown) {
    open.values().forEach(one -> one.pods().remove(name(pod)));
    endWhatNoPodHas();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
  }

  private synchronized void seen(Pod pod, List<Alert> troubles) {
    String name = name(pod);
    Set<AlertFingerprint> has = new HashSet<>();
    for (Alert alert : troubles) {
      has.add(alert.fingerprint());
      Open known = open.get(alert.fingerprint());
      if (known == null) {
        Alert told = began(alert);
        open.put(alert.fingerprint(), new Open(told, new HashSet<>(Set.of(name))));
        sink.firing(told);
      } else {
        known.pods().add(name);
      }
    }
    for (Open one : open.values()) {
      if (!has.contains(one.alert().fingerprint())
          && PodTroubles.isOver(one.alert(), pod, clock.instant().minus(CALM))) {
        one.pods().remove(name);
      }
    }
    endWhatNoPodHas();
  }

  private void endWhatNoPodHas() {
    open.values()
        .removeIf(
            one -> {
              if (one.pods().isEmpty()) {
                ended(one.alert());
                sink.resolved(one.alert());
              }
              return one.pods().isEmpty();
            });
  }

  /** People are told whether it can be written down or not. */
  private Alert began(Alert seen) {
    try {
      return log.began(seen);
    } catch (ArmException e) {
      LOG.warn("the beginning of {} is not written down: {}", seen.labels(), e.getMessage());
      return new Alert(seen.labels(), seen.annotations(), clock.instant());
    }
  }

  private void ended(Alert alert) {
    try {
      log.ended(alert);
    } catch (ArmException e) {
      LOG.warn("the end of {} is not written down: {}", alert.labels(), e.getMessage());
    }
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }
}
