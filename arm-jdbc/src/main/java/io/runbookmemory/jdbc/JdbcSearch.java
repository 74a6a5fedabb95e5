package io.runbookmemory.jdbc;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One search of a tenant's memories, inside one transaction. */
final class JdbcSearch {

  /** A memory that a leg found, or both together. */
  private record Found(long number, MemoryId id, double score) {

    static final Comparator<Found> BEST_FIRST =
        Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::id);
  }

  private static final String VECTORS =
      "SELECT "
          + VectorScan.COLUMNS
          + " FROM memory m CROSS JOIN passage p ON p.memory = m.number WHERE ";

  private static final String IN_ORDER = " ORDER BY m.number, p.ordinal";

  private static final String WORDS =
      "SELECT m.number, m.id, -bm25(words) AS score"
          + " FROM words CROSS JOIN memory m ON m.number = words.rowid WHERE words MATCH ? AND ";

  // The list of numbers is JSON.
  private static final String THESE = "m.number IN (SELECT value FROM json_each(?))";

  private final Session session;
  private final String store;
  private final Tenant tenant;
  private final SearchRequest request;
  private final SqliteWords words;
  private final Set<String> tokens;
  private final Map<Long, VectorScan.Best> bests = new HashMap<>();
  private final Map<Long, Double> textScores = new HashMap<>();

  JdbcSearch(Session session, String store, Tenant tenant, SearchRequest request) {
    this.session = session;
    this.store = store;
    this.tenant = tenant;
    this.request = request;
    this.words = new SqliteWords(tenant);
    this.tokens = IndexedText.query(request.text());
  }

  List<SearchHit> hits() throws SQLException {
    List<Found> found =
        switch (request.mode()) {
          case VECTOR -> take(vectorLeg(request.topK()));
          case TEXT -> take(textLeg(request.topK()));
          case HYBRID -> complete(take(fused()));
        };
    List<SearchHit> hits = new ArrayList<>();
    for (Found one : found) {
      hits.add(hit(one));
    }
    return hits;
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
    Map<MemoryId, Long> byText = numbers(textLeg(candidates));
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

  /** Compares the vectors of all memories that pass. */
  private List<Found> vectorLeg(int most) throws SQLException {
    compare(eligible(new Sql(VECTORS)).add(IN_ORDER), most);
    return bests.values().stream()
        .map(best -> new Found(best.number(), best.id(), best.similarity()))
        .sorted(Found.BEST_FIRST)
        .toList();
  }

  private void compare(Sql sql, int most) throws SQLException {
    VectorScan scan = new VectorScan(new Vectors(store, request.embedding().orElseThrow()), most);
    session.forEach(sql, scan::accept);
    scan.best().forEach(best -> bests.put(best.number(), best));
  }

  private List<Found> textLeg(int most) throws SQLException {
    if (tokens.isEmpty()) {
      return List.of();
    }
    Sql sql = eligible(new Sql(WORDS, words.any(tokens)));
    List<Found> found = score(sql.add(" ORDER BY score DESC, m.id LIMIT ?", most));
    return found.stream().sorted(Found.BEST_FIRST).toList();
  }

  private List<Found> score(Sql sql) throws SQLException {
    List<Found> found =
        session.list(
            sql,
            row ->
                new Found(
                    row.getLong(1),
                    MemoryRows.id(row.getBytes(2)),
                    HybridFusion.textScore(row.getDouble(3))));
    found.forEach(one -> textScores.put(one.number(), one.score()));
    return found;
  }

  /** Adds what a hit that one leg found scores on the other. */
  private List<Found> complete(List<Found> found) throws SQLException {
    List<Long> uncompared = without(bests, found);
    if (!uncompared.isEmpty()) {
      compare(new Sql(VECTORS + THESE, uncompared.toString()).add(IN_ORDER), uncompared.size());
    }
    List<Long> unscored = without(textScores, found);
    if (!unscored.isEmpty() && !tokens.isEmpty()) {
      // The plus keeps SQLite from starting a search for each number.
      score(new Sql(WORDS + "+" + THESE, words.any(tokens), unscored.toString()));
    }
    return found;
  }

  private static List<Long> without(Map<Long, ?> known, List<Found> found) {
    return found.stream().map(Found::number).filter(number -> !known.containsKey(number)).toList();
  }

  /** Appends the conditions of tenant, expiry and filter. */
  private Sql eligible(Sql sql) {
    String expiresAt = "m." + SqliteSchema.column(Field.EXPIRES_AT);
    sql.add(
        "m.tenant = ? AND (" + expiresAt + " IS NULL OR " + expiresAt + " > ?) AND ",
        tenant.name(),
        Field.EXPIRES_AT.encode(request.asOf()));
    FilterSql.append(request.filter(), tenant, sql);
    return sql;
  }

  private SearchHit hit(Found found) throws SQLException {
    MemoryRows rows = new MemoryRows(session, store, tenant);
    VectorScan.Best best = bests.get(found.number());
    return new SearchHit(
        rows.memory(found.number()),
        rows.usage(found.number()),
        found.score(),
        best == null ? null : Double.valueOf(best.similarity()),
        textScores.get(found.number()),
        best == null ? null : rows.range(best.number(), best.ordinal()));
  }
}
