package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns candidates into recollections, in order. */
final class Judge {

  /** First exact identifiers, then the score; ties by id, so that an answer can be repeated. */
  private static final Comparator<Recollection> ORDER =
      Comparator.comparing((Recollection one) -> one.exact().isEmpty())
          .thenComparing(one -> -one.parts().score())
          .thenComparing(one -> one.memory().id());

  /** From this age on a verification is called old: the SLA of 90 days for runbooks. */
  private static final Duration FRESH = Duration.ofDays(90);

  private final SaliencePolicy policy;
  private final Route route;
  private final Instant at;

  Judge(SaliencePolicy policy, Route route, Instant at) {
    this.policy = policy;
    this.route = route;
    this.at = at;
  }

  List<Recollection> judge(Collection<SearchHit> hits, Candidates candidates) {
    double bestText =
        hits.stream().map(SearchHit::textScore).mapToDouble(Judge::orZero).max().orElse(0);
    return hits.stream()
        .map(hit -> judge(hit, bestText, candidates.exact(hit.memory().id())))
        .sorted(ORDER)
        .toList();
  }

  private Recollection judge(SearchHit hit, double bestText, List<Identifier> exact) {
    Memory memory = hit.memory();
    boolean sameService = same(memory.scope().service(), route.scope().service());
    double relevance =
        Calibration.relevance(
            new Calibration.Evidence(hit.similarity(), hit.textScore(), bestText, sameService));
    Salience salience = policy.salience(memory, hit.usage(), at);
    ScoreParts parts =
        new ScoreParts(
            ScoreParts.blend(relevance, salience.recency(), salience.success()),
            relevance,
            salience.recency(),
            salience.success(),
            hit.similarity(),
            hit.textScore());
    return new Recollection(
        memory,
        hit.usage(),
        parts,
        exact,
        why(hit, exact, sameService, bestText),
        differs(memory),
        hit.passage());
  }

  private static double orZero(@Nullable Double score) {
    return score == null ? 0 : score;
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  private List<String> why(
      SearchHit hit, List<Identifier> exact, boolean sameService, double bestText) {
    List<String> why = new ArrayList<>();
    exact.forEach(identifier -> why.add("same " + name(identifier) + " " + identifier.value()));
    if (hit.similarity() != null) {
      why.add(String.format(Locale.ROOT, "meaning %.2f", hit.similarity()));
    }
    if (hit.textScore() != null) {
      why.add(
          hit.textScore() >= bestText
              ? "its words match best"
              : String.format(Locale.ROOT, "words %.2f of the best", hit.textScore() / bestText));
    }
    if (sameService) {
      why.add("same service " + route.scope().service());
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

  private List<String> differs(Memory memory) {
    List<String> differs = new ArrayList<>();
    Scope then = memory.scope();
    Scope now = route.scope();
    note(differs, "service", then.service(), now.service());
    note(differs, "env", then.env(), now.env());
    note(differs, "cluster", then.cluster(), now.cluster());
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
