package io.runbookmemory.examples.remedy.later;

import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;

/**
 * A deployment that was scaled up and is to be scaled down again.
 *
 * @param version of this form, 1
 * @param cluster what the configuration calls it
 * @param namespace where the deployment is
 * @param deployment its name
 * @param expected how many replicas it was given; with another number somebody else decided
 * @param back how many it goes back to
 * @param due when
 */
public record FollowUp(
    int version,
    String cluster,
    String namespace,
    String deployment,
    int expected,
    int back,
    Instant due) {

  static final RecordJson<FollowUp> JSON = RecordJson.of(FollowUp.class);

  /** Returns the target's name, as that of its turns. */
  public String target() {
    return cluster + "/" + namespace + "/" + deployment;
  }
}
