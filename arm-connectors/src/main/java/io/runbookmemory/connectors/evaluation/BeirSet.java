package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.file.JsonLine;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.EvaluationQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions of a set in BEIR layout, with their right answers (Thakur et al., NeurIPS 2021). A
 * folder holds
 *
 * <ul>
 *   <li>{@code corpus.jsonl}, which is ingested like any other file;
 *   <li>{@code queries.jsonl}: {@code _id} (or {@code id}), {@code text}, and optionally {@code
 *       kind} and {@code service};
 *   <li>{@code qrels.tsv} (or {@code qrels/test.tsv}): query, document and a whole grade between
 *       tabs, below a header that begins with {@code query}.
 * </ul>
 *
 * <p>A query without a judgement above 0 has no answer in the corpus.
 */
public final class BeirSet {

  /** The kind of a query that names none. */
  private static final String NO_KIND = "query";

  private BeirSet() {}

  /**
   * Returns the file of the documents.
   *
   * @param folder the set
   * @return {@code corpus.jsonl}
   */
  public static Path corpus(Path folder) {
    return folder.resolve("corpus.jsonl");
  }

  /**
   * Returns the questions of a set.
   *
   * @param folder the set
   * @return in the order of the file, with their right answers
   * @throws InvalidInputException if a line breaks a rule, naming file, line and field
   * @throws io.runbookmemory.error.ArmException if a file is missing or cannot be read
   */
  public static List<EvaluationQuery> queries(Path folder) {
    Path judgements = folder.resolve("qrels.tsv");
    Path test = folder.resolve("qrels").resolve("test.tsv");
    boolean split = !Files.exists(judgements) && Files.exists(test);
    Map<String, Judged> judged = judged(split ? test : judgements);
    Path file = folder.resolve("queries.jsonl");
    List<EvaluationQuery> queries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonLine line : JsonLine.read(file)) {
      String id = line.id();
      if (!ids.add(id)) {
        throw line.refused("id", "must be given to one query, got " + id + " again");
      }
      queries.add(query(line, id, judged));
    }
    for (Map.Entry<String, Judged> entry : judged.entrySet()) {
      if (!ids.contains(entry.getKey())) {
        throw new InvalidInputException(
            entry.getValue().place(),
            "query: must be the id of a query in " + file + ", got \"" + entry.getKey() + "\"");
      }
    }
    return queries;
  }

  private static EvaluationQuery query(JsonLine line, String id, Map<String, Judged> judged) {
    Judged right = judged.get(id);
    return new EvaluationQuery(
        id,
        line.required("text"),
        line.optional("kind").orElse(NO_KIND),
        line.optional("service").orElse(null),
        right == null ? Map.of() : right.grades(),
        Set.of());
  }

  /** The grades of a query, and where the first of them stands. */
  private record Judged(String place, Map<String, Integer> grades) {}

  private static Map<String, Judged> judged(Path file) {
    Map<String, Judged> judged = new LinkedHashMap<>();
    int number = 0;
    for (String line : JsonLine.textLines(file)) {
      number++;
      if (line.isBlank() || (number == 1 && line.regionMatches(true, 0, "query", 0, 5))) {
        continue;
      }
      String place = SourceFile.place(file, number);
      String[] cells = line.strip().split("\t", -1);
      if (cells.length != 3) {
        throw new InvalidInputException(
            place, "must be query, document and grade between tabs, got \"" + line + "\"");
      }
      if (!cells[2].matches("\\d{1,3}")) {
        throw new InvalidInputException(
            place, "grade: must be a whole number from 0 to 999, got \"" + cells[2] + "\"");
      }
      Judged query = judged.computeIfAbsent(cells[0], id -> new Judged(place, new HashMap<>()));
      if (query.grades().put(cells[1], Integer.valueOf(cells[2])) != null) {
        throw new InvalidInputException(
            place, "document: must be judged once for a query, got \"" + cells[1] + "\" again");
      }
    }
    return judged;
  }
}
