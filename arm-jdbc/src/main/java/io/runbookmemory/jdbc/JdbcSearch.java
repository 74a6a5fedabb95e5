package io.runbookmemory.jdbc;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.Dialect;
import io.runbookmemory.jdbc.rows.FilterSql;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.rows.Told;
import io.runbookmemory.jdbc.rows.VectorScan;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One search of a tenant's memories, on one snapshot. */
final class JdbcSearch {

  /** A memory that a leg found, or both together. */
  private record Found(long number, MemoryId id, double score) {

    static final Comparator<Found> BEST_FIRST =
        Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::id);
  }

  private final Session session;
  private final String store;
  private final Tenant tenant;
  private final SearchRequest request;
  private final Set<String> tokens;
  private final Map<Long, VectorScan.Best> bests = new HashMap<>();
  private final Map<Long, Double> textScores = new HashMap<>();

  JdbcSearch(Session session, String store, Tenant tenant, SearchRequest request) {
    this.session = session;
    this.store = store;
    this.tenant = tenant;
    this.request = request;
    this.tokens = IndexedText.query(request.text());
  }

  List<SearchHit> hits() throws SQLException {
    List<Found> found =
        switch (request.mode()) {
          case VECTOR -> take(vectorLeg(request.topK()));
          case TEXT -> take(textLeg(request.topK(), List.of()));
          case HYBRID -> compared(take(fused()));
        };
    Told told = told();
    if (!found.isEmpty()) {
      told.read(session, found.stream().map(Found::number).toList());
    }
    return hits(found, told);
  }

  /** Returns the hits of a search by vector if one statement surely tells them. */
  Optional<List<SearchHit>> hitsAtOnce() throws SQLException {
    Told told = told();
    List<VectorScan.Best> found =
        Dialect.of(session)
            .nearestAtOnce(session, nearest(request.topK()), request.space().orElseThrow(), told);
    return found.isEmpty() ? Optional.empty() : Optional.of(hits(take(found(found)), told));
  }

  private Told told() {
    return new Told(
        new MemoryRows(session, store, tenant),
        Dialect.of(session).vectors(),
        request.embedding().orElse(null));
  }

  private List<Found> take(List<Found> found) {
    return found.stream()
        .filter(one -> one.score() >= request.minScore())
        .limit(request.topK())
        .toList();
  }

  private List<Found> fused() throws SQLException {
    int candidates = HybridFusion.candidates(request.topK());
    Map<MemoryId, Long> byVector = numbers(vectorLeg(candidates));
    Map<MemoryId, Long> byText = numbers(textLeg(candidates, byVector.values()));
    Map<MemoryId, Long> numbers = new HashMap<>(byVector);
    numbers.putAll(byText);
    Map<MemoryId, Double> scores = HybridFusion.scores(byVector.keySet(), byText.keySet());
    List<Found> found = new ArrayList<>();
    numbers.forEach((id, number) -> found.add(new Found(number, id, scores.getOrDefault(id, 0.0))));
    found.sort(Found.BEST_FIRST);
    return found;
  }

  private static Map<MemoryId, Long> numbers(List<Found> leg) {
    Map<MemoryId, Long> numbers = new LinkedHashMap<>();
    leg.forEach(found -> numbers.put(found.id(), found.number()));
    return numbers;
  }

  private List<Found> vectorLeg(int most) throws SQLException {
    return compare(nearest(most));
  }

  private Dialect.Nearest nearest(int most) {
    boolean narrow = !(request.filter() instanceof Filter.Everything);
    return new Dialect.Nearest(
        store,
        tenant,
        request.embedding().orElseThrow(),
        most,
        request.exact(),
        narrow,
        this::eligible);
  }

  private List<Found> compare(Dialect.Nearest nearest) throws SQLException {
    return found(Dialect.of(session).nearest(session, nearest));
  }

  private List<Found> found(List<VectorScan.Best> best) {
    best.forEach(one -> bests.put(one.number(), one));
    return best.stream().map(one -> new Found(one.number(), one.id(), one.similarity())).toList();
  }

  /**
   * Returns the best by words, and takes down what others score too: each match is scored once.
   *
   * @param others numbers of memories that the other leg found
   */
  private List<Found> textLeg(int most, Collection<Long> others) throws SQLException {
    Optional<Sql> matches =
        tokens.isEmpty()
            ? Optional.empty()
            : Dialect.of(session).withAnyWord(session, tenant, tokens, this::eligible);
    if (matches.isEmpty()) {
      return List.of();
    }
    Sql sql = matches.get().add(" ORDER BY ");
    if (!others.isEmpty()) {
      these(sql.add("m.number"), others);
      sql.add(" DESC, ");
    }
    List<Found> found =
        session.list(
            sql.add("score DESC, m.id LIMIT ?", (long) most + others.size()),
            row ->
                new Found(
                    row.getLong(1),
                    Dialect.of(session).memoryId(row, 2),
                    HybridFusion.textScore(row.getDouble(3))));
    found.forEach(one -> textScores.put(one.number(), one.score()));
    return found.stream().sorted(Found.BEST_FIRST).limit(most).toList();
  }

  /** Adds the similarity of what the words alone found. */
  private List<Found> compared(List<Found> found) throws SQLException {
    List<Long> uncompared =
        found.stream().map(Found::number).filter(number -> !bests.containsKey(number)).toList();
    if (!uncompared.isEmpty()) {
      compare(nearest(uncompared.size()).all(sql -> these(sql.add("m.number"), uncompared)));
    }
    return found;
  }

  private void these(Sql sql, Collection<Long> numbers) {
    Dialect.of(session).in(sql, false, numbers);
  }

  /** Appends the conditions of tenant, expiry and filter. */
  private void eligible(Sql sql) {
    String expiresAt = "m." + FilterSql.name(Field.EXPIRES_AT);
    sql.add(
        "m.tenant = ? AND (" + expiresAt + " IS NULL OR " + expiresAt + " > ?) AND ",
        tenant.name(),
        Field.EXPIRES_AT.encode(request.asOf()));
    FilterSql.append(request.filter(), Dialect.of(session), tenant, sql);
  }

  private List<SearchHit> hits(List<Found> found, Told told) {
    List<SearchHit> hits = new ArrayList<>();
    for (Found one : found) {
      long number = one.number();
      Memory memory = told.memory(number);
      if (memory == null) {
        throw new CorruptStoreException(store, store + " holds a memory without content");
      }
      VectorScan.Best best = bests.get(number);
      hits.add(
          new SearchHit(
              memory,
              told.usage(number),
              one.score(),
              best == null ? null : Double.valueOf(best.similarity()),
              best == null ? null : told.leadSimilarity(number),
              textScores.get(number),
              best == null ? null : told.range(number, best.ordinal())));
    }
    return hits;
  }
}
