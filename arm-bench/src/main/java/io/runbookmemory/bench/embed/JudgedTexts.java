package io.runbookmemory.bench.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.text.PassageSplitter;
import io.runbookmemory.text.PassageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Documents with questions whose answers among them are known.
 *
 * @param documents some of a set
 * @param queries those that at least one of the documents answers
 */
public record JudgedTexts(List<Document> documents, List<Query> queries) {

  private static final ObjectMapper MAPPER = new JsonMapper();

  /** A document in pieces. */
  public record Document(String id, List<String> passages) {}

  /** A question with the grades of the documents that answer it. */
  public record Query(String text, Map<String, Integer> grades) {}

  /** Reads so many documents, spread over the whole set, and of each no more than some passages. */
  public static JudgedTexts read(Path set, int most, int passages) throws IOException {
    PassageSplitter splitter = new PassageSplitter();
    List<String> lines = Files.readAllLines(set.resolve("corpus.jsonl"));
    int count = Math.min(most, lines.size());
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode node = MAPPER.readTree(lines.get((int) ((long) i * lines.size() / count)));
      List<String> pieces =
          splitter.split(node.path("title").asText(), node.path("text").asText()).stream()
              .map(PassageText::embeddable)
              .limit(passages)
              .toList();
      documents.add(new Document(node.path("id").asText(), pieces));
    }
    Set<String> there = documents.stream().map(Document::id).collect(Collectors.toSet());
    return new JudgedTexts(documents, queries(set, there));
  }

  private static List<Query> queries(Path set, Set<String> documents) throws IOException {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    for (String line : Files.readAllLines(set.resolve("qrels.tsv"))) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 3 && documents.contains(cells[1])) {
        grades
            .computeIfAbsent(cells[0], query -> new HashMap<>())
            .put(cells[1], Integer.valueOf(cells[2]));
      }
    }
    List<Query> queries = new ArrayList<>();
    for (String line : Files.readAllLines(set.resolve("queries.jsonl"))) {
      JsonNode node = MAPPER.readTree(line);
      Map<String, Integer> own = grades.get(node.path("id").asText());
      if (own != null) {
        queries.add(new Query(node.path("text").asText(), own));
      }
    }
    return queries;
  }

  @Override
  public String toString() {
    int passages = documents.stream().mapToInt(document -> document.passages().size()).sum();
    return documents.size()
        + " documents in "
        + passages
        + " passages, "
        + queries.size()
        + " questions";
  }
}
