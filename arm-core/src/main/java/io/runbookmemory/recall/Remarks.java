package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a recollection: why it was recalled, and what is otherwise now.
 *
 * @param route where the situation is
 * @param at when
 */
record Remarks(Route route, Instant at) {

  /** From this age on a verification is called old: the SLA of 90 days for runbooks. */
  private static final Duration FRESH = Duration.ofDays(90);

  /** A title that holds this share of what the best one holds is worth a word. */
  private static final double WELL_TITLED = 0.5;

  List<String> why(SearchHit hit, List<Identifier> exact, Evidence evidence) {
    List<String> why = new ArrayList<>();
    exact.forEach(identifier -> why.add("same " + name(identifier) + " " + identifier.value()));
    if (evidence.similarity() != null) {
      why.add(String.format(Locale.ROOT, "meaning %.2f", evidence.similarity()));
    }
    if (evidence.textScore() != null) {
      why.add(
          evidence.textShare() >= 1
              ? "its words match best"
              : String.format(Locale.ROOT, "words %.2f of the best", evidence.textShare()));
    }
    if (evidence.titleShare() >= WELL_TITLED) {
      why.add("its title says so");
    }
    if (evidence.sameService()) {
      String service = hit.memory().scope().service();
      why.add(
          service != null && route.services().contains(service)
              ? "same service " + service
              : "was felt in " + String.join(", ", route.services()));
    }
    long helped = hit.usage().successes();
    if (helped + hit.usage().failures() > 0) {
      why.add("helped " + helped + " of " + (helped + hit.usage().failures()) + " times");
    }
    return why;
  }

  private static String name(Identifier identifier) {
    return identifier.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  List<String> differs(Memory memory) {
    List<String> differs = new ArrayList<>();
    Scope then = memory.scope();
    Scope now = route.scope();
    note(differs, "service", then.service(), now.service());
    note(differs, "env", then.env(), now.env());
    note(differs, "cluster", then.cluster(), now.cluster());
    note(differs, "namespace", then.namespace(), now.namespace());
    if (memory.status() == MemoryStatus.SUSPECT) {
      differs.add("suspect: something it depends on changed");
    }
    Instant verified = memory.times().lastVerifiedAt();
    if (verified != null && verified.plus(FRESH).isBefore(at)) {
      differs.add("last verified " + Duration.between(verified, at).toDays() + " days ago");
    }
    if (memory.provenance().trust() == TrustTier.EXTERNAL) {
      differs.add("from outside, approved by nobody");
    }
    return differs;
  }

  private static void note(
      List<String> differs, String what, @Nullable String then, @Nullable String now) {
    if (then != null && now != null && !then.equals(now)) {
      differs.add(what + " was " + then + ", is " + now);
    }
  }
}
