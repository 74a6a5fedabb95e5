package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.later.FollowUps;
import java.time.InstantSource;

/**
 * What the remedies over a cluster work with.
 *
 * @param cluster what they act on
 * @param followUps what is put back later
 * @param clock of the daemon
 */
public record ClusterRoom(Cluster cluster, FollowUps followUps, InstantSource clock) {

  /** Returns something in a namespace; refuses one that the configuration does not allow. */
  Target target(String namespace, String name) {
    return new Target(cluster.config().cluster(), cluster.allowed(namespace), name);
  }
}
