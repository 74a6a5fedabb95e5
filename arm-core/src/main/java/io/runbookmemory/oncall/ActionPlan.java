package io.runbookmemory.oncall;

import io.runbookmemory.recall.Recall;
import io.runbookmemory.slo.Classification;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do next, and on whose word. Nothing in it was carried out.
 *
 * @param classification the verdict from the error budget, or null where there was no series
 * @param recall what the plan rests on
 * @param steps in the order to take them: known fixes first, then diagnosis, mitigation,
 *     verification
 * @param queries what to look at now
 * @param warnings what was tried before and did not help or made it worse
 * @param owners who keeps the runbooks right
 * @param escalation the escalation policies to page, by id
 * @param contacts whom to tell, the nearest first
 * @param escalations when to call in others, the soonest first
 * @param urls where to read on
 * @param unfilled the placeholders that nothing is known for
 * @param watched the recent deployments whose authors asked to watch for this, the newest first
 */
public record ActionPlan(
    @Nullable Classification classification,
    Recall recall,
    List<PlannedStep> steps,
    List<PlannedQuery> queries,
    List<String> warnings,
    Set<String> owners,
    Set<String> escalation,
    List<Contact> contacts,
    List<Escalation> escalations,
    Set<String> urls,
    Set<String> unfilled,
    List<WatchedDeployment> watched) {

  /** Copies the collections. */
  public ActionPlan {
    steps = List.copyOf(steps);
    queries = List.copyOf(queries);
    warnings = List.copyOf(warnings);
    owners = copy(owners);
    escalation = copy(escalation);
    contacts = List.copyOf(contacts);
    escalations = List.copyOf(escalations);
    urls = copy(urls);
    unfilled = copy(unfilled);
    watched = List.copyOf(watched);
  }

  private static Set<String> copy(Set<String> inOrder) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(inOrder));
  }

  /**
   * Returns the same plan beside other deployments.
   *
   * @param deployments whose authors asked to watch for this
   * @return a copy
   */
  public ActionPlan withWatched(List<WatchedDeployment> deployments) {
    return new ActionPlan(
        classification,
        recall,
        steps,
        queries,
        warnings,
        owners,
        escalation,
        contacts,
        escalations,
        urls,
        unfilled,
        deployments);
  }

  /**
   * Returns the verdict from the error budget.
   *
   * @return empty where there was no series to judge
   */
  public Optional<Classification> verdict() {
    return Optional.ofNullable(classification);
  }
}
