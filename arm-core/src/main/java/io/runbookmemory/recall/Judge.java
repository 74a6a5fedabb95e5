package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.PassageSplitter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns candidates into recollections, in order. */
final class Judge {

  /**
   * First exact identifiers, the more the better: the same alert on the same labels before the same
   * alert elsewhere. Then the score; ties by id, so that an answer can be repeated.
   */
  private static final Comparator<Recollection> ORDER =
      Comparator.comparing((Recollection one) -> -one.exact().size())
          .thenComparing(one -> -one.parts().score())
          .thenComparing(one -> one.memory().id());

  /** The size of a passage of the common small models, to tell how many a text makes. */
  private static final double PASSAGE_CHARACTERS = PassageSplitter.DEFAULT_MAX_CHARACTERS;

  private final RecallPolicy policy;
  private final Situation situation;
  private final Route route;
  private final Differences differences;

  Judge(RecallPolicy policy, Situation situation, Route route, RecentDeployments deployments) {
    this.policy = policy;
    this.situation = situation;
    this.route = route;
    this.differences = new Differences(situation, route, deployments);
  }

  /** Returns what becomes of candidates, best first. */
  List<Recollection> judge(Collection<SearchHit> hits, Candidates candidates) {
    Pool pool = new Pool(hits, candidates.tokens());
    Calibration calibration =
        Calibration.of(
            candidates.model(),
            hits.stream()
                .map(SearchHit::similarity)
                .filter(Objects::nonNull)
                .mapToDouble(similarity -> similarity)
                .toArray());
    return hits.stream()
        .map(
            hit ->
                judge(hit, evidence(hit, pool), calibration, candidates.exact(hit.memory().id()))
                    .withDiffers(differences))
        .sorted(ORDER)
        .toList();
  }

  private Recollection judge(
      SearchHit hit, Evidence evidence, Calibration calibration, List<Identifier> exact) {
    Memory memory = hit.memory();
    double relevance = calibration.relevance(evidence);
    Salience salience = policy.salience().salience(memory, hit.usage(), situation.at());
    ScoreParts parts =
        new ScoreParts(
            policy.score(relevance, salience.recency(), salience.success()),
            relevance,
            salience.recency(),
            salience.success(),
            evidence);
    return new Recollection(
        memory,
        hit.usage(),
        parts,
        exact,
        new Remarks(route).why(hit, exact, evidence),
        List.of(),
        hit.passage(),
        null);
  }

  private Evidence evidence(SearchHit hit, Pool pool) {
    Memory memory = hit.memory();
    Scope now = route.scope();
    return new Evidence(
        hit.similarity(),
        hit.leadSimilarity(),
        hit.textScore(),
        pool.textShare(hit),
        pool.titleShare(hit),
        Math.max(1, memory.text().length() / PASSAGE_CHARACTERS),
        route.services().stream().anyMatch(service -> isIn(memory, service)),
        same(memory.scope().env(), now.env()),
        same(memory.scope().cluster(), now.cluster()));
  }

  /** Whether a memory is about a service, or tells how it was affected. */
  private static boolean isIn(Memory memory, String service) {
    return service.equals(memory.scope().service())
        || (memory.content() instanceof Incident incident
            && incident.affectedServices().contains(service));
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }
}
