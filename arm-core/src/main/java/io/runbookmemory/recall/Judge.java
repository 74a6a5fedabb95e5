package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.salience.Salience;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.OperationsTokenizer;
import io.runbookmemory.text.PassageSplitter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /**
   * What a resource fact is worth to a question that shares no word with its relation, and a turn
   * of a session to one that is not about the talk. That checkout depends on payments names the
   * service and says nothing of what is wrong, and an earlier question is no answer to the same
   * question. It makes the strongest barely possible.
   */
  private static final double UNASKED = 0.7;

  /**
   * The words by which a question asks for what was said, as {@link OperationsTokenizer} has them.
   */
  private static final Set<String> ABOUT_TALK =
      OperationsTokenizer.tokens("said say told mentioned discussed talked asked earlier").stream()
          .collect(Collectors.toUnmodifiableSet());

  /** Shorter ones ({@code is, to, on, in, by, has, was}) are in every question. */
  private static final int SHORTEST_WORD = 4;

  private final Neighbours near;
  private final RecallPolicy policy;
  private final Situation situation;
  private final Route route;
  private final Differences differences;

  Judge(RecallPolicy policy, Situation situation, Route route, RecentDeployments deployments) {
    this.near = Neighbours.NONE;
    this.policy = policy;
    this.situation = situation;
    this.route = route;
    this.differences = new Differences(situation, route, deployments);
  }

  private Judge(Judge other, Neighbours near) {
    this.near = near;
    this.policy = other.policy;
    this.situation = other.situation;
    this.route = other.route;
    this.differences = other.differences;
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
                judge(hit, evidence(hit, pool), calibration, candidates.exact(hit.memory().id())))
        .map(one -> asAside(one, candidates.tokens()).withDiffers(differences))
        .sorted(ORDER)
        .toList();
  }

  /** Returns a fact, or a turn of talk, for less than it seems, unless it is asked for. */
  private Recollection asAside(Recollection one, Set<String> question) {
    boolean aside =
        switch (one.memory().content()) {
          case ResourceFact fact -> !asksFor(question, fact);
          case Interaction said -> question.stream().noneMatch(ABOUT_TALK::contains);
          case Content other -> false;
        };
    return aside ? of(one, one.parts().relevance() * UNASKED) : one;
  }

  private static boolean asksFor(Set<String> question, ResourceFact fact) {
    return OperationsTokenizer.tokens(fact.relation()).stream()
        .anyMatch(word -> word.length() >= SHORTEST_WORD && question.contains(word));
  }

  private Recollection judge(
      SearchHit hit, Evidence evidence, Calibration calibration, List<Identifier> exact) {
    Memory memory = hit.memory();
    double relevance = calibration.relevance(evidence, near.share(memory));
    Salience salience = policy.salience().salience(memory, hit.usage(), situation.at());
    ScoreParts parts =
        new ScoreParts(
            policy.score(relevance, salience.recency(), salience.success()),
            relevance,
            salience.recency(),
            salience.success(),
            salience.value(),
            evidence);
    return new Recollection(
        memory,
        hit.usage(),
        parts,
        exact,
        new Remarks(route).why(hit, exact, evidence),
        List.of(),
        hit.passage(),
        null,
        null);
  }

  /** Returns a judge like this for whom what is of neighbours gains. */
  Judge near(Neighbours neighbours) {
    return new Judge(this, neighbours);
  }

  /** Returns recollections in order. */
  List<Recollection> ordered(List<Recollection> some) {
    return some.stream().sorted(ORDER).toList();
  }

  /** Returns a recollection of another relevance. */
  Recollection of(Recollection one, double relevance) {
    ScoreParts parts = one.parts();
    double score = policy.score(relevance, parts.recency(), parts.success());
    return one.scored(parts.fitting(score, relevance)).withDiffers(differences);
  }

  /** Returns a neighbour's memory no higher than the best fitting one of the service itself. */
  Recollection capped(Recollection one, List<Recollection> judged) {
    Optional<ScoreParts> own =
        judged.stream()
            .filter(other -> other.strength() != Strength.TRIAGE && Neighbours.isOwn(other))
            .map(Recollection::parts)
            .max(Comparator.comparingDouble(ScoreParts::relevance));
    if (own.isEmpty()) {
      return one;
    }
    ScoreParts best = own.get();
    ScoreParts parts = of(one, Math.min(one.parts().relevance(), best.relevance())).parts();
    double score = Math.min(parts.score(), Math.nextDown(best.score()));
    return one.scored(parts.fitting(score, parts.relevance()));
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

  /**
   * Why a memory was recalled, in words for people.
   *
   * @param route where the situation is
   */
  private record Remarks(Route route) {

    /** A title that holds this share of what the best one holds is worth a word. */
    private static final double WELL_TITLED = 0.5;

    List<String> why(SearchHit hit, List<Identifier> exact, Evidence evidence) {
      List<String> why = new ArrayList<>();
      exact.forEach(identifier -> why.add("same " + name(identifier) + " " + identifier.value()));
      if (evidence.similarity() != null) {
        why.add("meaning " + hundredths(evidence.similarity()));
      }
      if (evidence.textScore() != null) {
        why.add(
            evidence.textShare() >= 1
                ? "its words match best"
                : "words " + hundredths(evidence.textShare()) + " of the best");
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
      if (hit.usage().outcomes().n() > 0) {
        why.add(hit.usage().outcomes().inWords());
      }
      return why;
    }

    /**
     * Returns a share with two decimals; every candidate has two, and a format takes as long as
     * all.
     */
    private static String hundredths(double share) {
      return BigDecimal.valueOf(Math.round(share * 100), 2).toString();
    }

    private static String name(Identifier identifier) {
      return identifier.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
