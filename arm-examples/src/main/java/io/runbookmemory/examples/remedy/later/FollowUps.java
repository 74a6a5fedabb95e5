package io.runbookmemory.examples.remedy.later;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scaling down that is due. It is kept in the ledger and done under the target's turn, so that
 * it outlives the process that scaled up, and is done by one daemon of several. Thread-safe.
 */
public final class FollowUps {

  private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
  private static final Duration LOOK = Duration.ofSeconds(15);

  private final FollowUpLog log;
  private final Turns turns;
  private final InstantSource clock;

  public FollowUps(Ledger ledger, Turns turns, InstantSource clock) {
    this.log = new FollowUpLog(ledger, clock);
    this.turns = turns;
    this.clock = clock;
  }

  /** Writes down what is to be done, before what makes it necessary is. */
  public void keep(Turn turn, String callId, FollowUp what) {
    log.keep(turn, callId, what);
  }

  /** Returns what a target goes back to, if it was scaled up to so many and not yet down. */
  public Optional<FollowUp> open(String target, int replicas) {
    return log.open().values().stream()
        .filter(one -> one.target().equals(target) && one.expected() == replicas)
        .reduce((first, second) -> second);
  }

  /** Returns everything that is still to be done, what is due first at the beginning. */
  public List<FollowUp> open() {
    return List.copyOf(log.open().values());
  }

  /** Does what is due until it is interrupted. */
  public void follow(Cluster cluster) {
    try {
      while (true) {
        try {
          runDue(cluster).forEach(LOG::info);
        } catch (ArmException e) {
          LOG.warn("what is due could not be read, tried again later: {}", e.getMessage());
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is closed.
    }
  }

  /**
   * Does what is due and whose target is free; the rest is tried the next time.
   *
   * @return what was done, in words
   */
  public List<String> runDue(Cluster cluster) {
    List<String> done = new ArrayList<>();
    log.open()
        .forEach(
            (id, one) -> {
              boolean ours = one.cluster().equals(cluster.config().cluster());
              if (ours && !one.due().isAfter(clock.instant())) {
                run(cluster, id, one).ifPresent(done::add);
              }
            });
    prune();
    return done;
  }

  /** What was done is done, whether or not what is old can be dropped. */
  private void prune() {
    try {
      log.pruneIfDue(turns);
    } catch (ArmException e) {
      LOG.warn("what was done long ago is not dropped, tried again later: {}", e.getMessage());
    }
  }

  private Optional<String> run(Cluster cluster, UUID id, FollowUp one) {
    try {
      Turns.Asked asked = turns.ask(one.target(), Priority.LATER, clock.instant());
      if (!(asked instanceof Turns.Asked.Given given)) {
        return Optional.empty();
      }
      try (Turn turn = given.turn()) {
        // Another daemon may have done it between the look and the turn.
        Map<UUID, FollowUp> open = log.open();
        if (!open.containsKey(id)) {
          return Optional.empty();
        }
        String words =
            isOvertaken(id, one, open)
                ? one.target() + " was given " + one.expected() + " replicas again: left till then"
                : scaleDown(cluster, turn, one);
        log.done(turn, id, one, words);
        turn.end(words);
        return Optional.of(words);
      }
    } catch (ArmException | KubernetesClientException e) {
      LOG.warn("{} could not be scaled down, tried again later: {}", one.target(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether it was scaled up to the same number once more, which is to last its own time. */
  private static boolean isOvertaken(UUID id, FollowUp one, Map<UUID, FollowUp> open) {
    return open.entrySet().stream()
        .anyMatch(
            other ->
                !other.getKey().equals(id)
                    && other.getValue().target().equals(one.target())
                    && other.getValue().expected() == one.expected()
                    && other.getValue().due().isAfter(one.due()));
  }

  private static String scaleDown(Cluster cluster, Turn turn, FollowUp one) {
    Deployment live =
        cluster
            .client()
            .apps()
            .deployments()
            .inNamespace(one.namespace())
            .withName(one.deployment())
            .get();
    if (live == null) {
      return one.target() + " is gone: nothing to scale down";
    }
    Integer replicas = live.getSpec().getReplicas();
    if (replicas == null || replicas != one.expected()) {
      return "%s has %s replicas, not the %d it was given: left as it is"
          .formatted(one.target(), replicas, one.expected());
    }
    String words = "%s from %d to %d replicas".formatted(one.target(), replicas, one.back());
    turn.next(words);
    cluster
        .client()
        .resource(new DeploymentBuilder(live).editSpec().withReplicas(one.back()).endSpec().build())
        .update();
    return words;
  }
}
