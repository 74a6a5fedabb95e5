package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.rows.Insertion;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ranking.IndexedText;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The words of memories as {@code tsvector}s with a GIN index.
 *
 * <p>The vectors are put together here from core's tokens and PostgreSQL's own parser, stemmer and
 * configuration never see a text. A lexeme is the tenant, a slash and the token: so a search walks,
 * and counts how rare a word is in, that tenant's memories alone. A vector holds at most 1 MB; the
 * words of a longer text go into several rows, its parts.
 *
 * <p>The score follows BM25: the sum over the words of how rare each is, {@code ln(1 + (N - n +
 * 0.5) / (n + 0.5))}, times {@code ts_rank} of that word, which grows ever slower with the number
 * of its occurrences, divided by 1 + the logarithm of the text's length. Words that are about
 * equally rare are ranked by one call.
 */
final class PostgresWords {

  /** A lexeme with its positions takes a few bytes more than its letters. */
  private static final int MOST_BYTES = 900_000;

  private static final int OVERHEAD = 16;

  /** {@code ts_rank} adds 1 / n² for the n-th occurrence; later ones make no difference. */
  private static final int MOST_OCCURRENCES = 100;

  /** Words whose rarity differs by less than a quarter are ranked as equally rare. */
  private static final double CLASSES_PER_UNIT = 4;

  private static final String RANK = "? * ts_rank('{1,1,1,1}', w.tokens, ?::tsquery, 1)";

  private final Tenant tenant;

  PostgresWords(Tenant tenant) {
    this.tenant = tenant;
  }

  /** Returns what takes up words. */
  static Insertion insertion() {
    return Insertion.into(
        "words",
        new Insertion.Column("memory", "bigint"),
        new Insertion.Column("part", "integer"),
        new Insertion.Column("tokens", "tsvector"));
  }

  static void add(Insertion words, long number, List<String> vectors) {
    int part = 0;
    for (String vector : vectors) {
      words.add(number, part++, vector);
    }
  }

  /** Returns the text of as many vectors as a memory's words take. */
  List<String> of(Memory memory) {
    // In the server's order, as its sorting of what is sorted takes less.
    Map<String, Integer> counts = new TreeMap<>();
    IndexedText.tokens(memory).forEach(token -> counts.merge(token, 1, Integer::sum));
    List<String> vectors = new ArrayList<>();
    StringBuilder vector = new StringBuilder();
    int bytes = 0;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      int occurrences = Math.min(count.getValue(), MOST_OCCURRENCES);
      String lexeme = lexeme(count.getKey());
      int more = lexeme.getBytes(StandardCharsets.UTF_8).length + OVERHEAD + 2 * occurrences;
      if (bytes + more > MOST_BYTES) {
        vectors.add(vector.toString());
        vector.setLength(0);
        bytes = 0;
      }
      bytes += more;
      vector.append(vector.isEmpty() ? "" : " ").append(lexeme);
      for (int position = 1; position <= occurrences; position++) {
        vector.append(position == 1 ? ':' : ',').append(position);
      }
    }
    vectors.add(vector.toString());
    return vectors;
  }

  /** Appends a query of the memories with all of some tokens. */
  void withAll(Sql sql, Collection<String> tokens) {
    String[] each = tokens.stream().map(this::lexeme).toArray(String[]::new);
    sql.add(
        "SELECT memory FROM words WHERE tokens @@ ?::tsquery"
            // The words of a long text may be in different parts.
            + " UNION SELECT s.memory FROM words s WHERE s.part = 1 AND NOT EXISTS ("
            + "SELECT 1 FROM unnest(?::text[]) t(token) WHERE NOT EXISTS ("
            + "SELECT 1 FROM words w WHERE w.memory = s.memory AND w.tokens @@ token::tsquery))",
        String.join(" & ", each),
        each);
  }

  Optional<Sql> withAny(Session session, Collection<String> tokens, Consumer<Sql> where)
      throws SQLException {
    Map<Long, List<String>> byRarity = byRarity(session, tokens);
    if (byRarity.isEmpty()) {
      return Optional.empty();
    }
    Sql sql = new Sql("SELECT m.number, m.id, sum(");
    String separator = "";
    for (Map.Entry<Long, List<String>> entry : byRarity.entrySet()) {
      // ts_rank gives the mean of the words.
      double weight = entry.getKey() / CLASSES_PER_UNIT * entry.getValue().size();
      sql.add(separator + RANK, weight, String.join(" | ", entry.getValue()));
      separator = " + ";
    }
    sql.add(
        ") AS score FROM words w JOIN memory m ON m.number = w.memory"
            + " WHERE w.tokens @@ ?::tsquery AND ",
        byRarity.values().stream().flatMap(List::stream).collect(Collectors.joining(" | ")));
    where.accept(sql);
    return Optional.of(sql.add(" GROUP BY m.number, m.id"));
  }

  /** Returns the lexemes that there are, by how rare they are in quarters, at least one. */
  private Map<Long, List<String>> byRarity(Session session, Collection<String> tokens)
      throws SQLException {
    Map<String, Long> holders = new HashMap<>();
    Sql each =
        new Sql(
            "SELECT t.token, (SELECT count(*) FROM words w WHERE w.tokens @@ t.token::tsquery)"
                + " FROM unnest(?::text[]) t(token)",
            (Object) tokens.stream().map(this::lexeme).toArray(String[]::new));
    Sql memories = new Sql("SELECT count(*) FROM memory WHERE tenant = ?", tenant.name());
    AtomicLong all = new AtomicLong();
    session.forAll(
        List.of(
            new Session.Query(each, row -> holders.put(row.getString(1), row.getLong(2))),
            new Session.Query(memories, row -> all.set(row.getLong(1)))));
    holders.values().removeIf(count -> count == 0);
    Map<Long, List<String>> byRarity = new TreeMap<>();
    holders.forEach(
        (lexeme, count) -> {
          double rarity = Math.log(1 + (Math.max(all.get() - count, 0) + 0.5) / (count + 0.5));
          long rounded = Math.max(1, Math.round(rarity * CLASSES_PER_UNIT));
          byRarity.computeIfAbsent(rounded, key -> new ArrayList<>()).add(lexeme);
        });
    return byRarity;
  }

  /** Returns a token as it stands in the text of a vector or of a query. */
  private String lexeme(String token) {
    String escaped = token.replace("\\", "\\\\").replace("'", "''");
    return "'" + tenant.name() + "/" + escaped + "'";
  }
}
