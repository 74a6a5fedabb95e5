package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.connectors.yaml.YamlJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A set in BEIR layout of what ARM ships: runbooks, the sample team's incidents and the docs are
 * the documents. A question with a known answer is an alert's own summary or description, and the
 * answer the runbook that the rule links; a question without is the title of a section of the docs.
 */
final class ShippedSet {

  private static final String EXAMPLES =
      "arm-examples/src/main/resources/io/runbookmemory/examples";
  private static final int LONGEST_TITLE = 120;
  private static final ObjectMapper MAPPER = new JsonMapper();

  private final List<String> documents = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> judgements = new ArrayList<>(List.of("query-id\tcorpus-id\tscore"));

  private ShippedSet() {}

  /** Writes the set into a folder; the same files give the same bytes. */
  static void write(Path root, Path into) throws IOException {
    ShippedSet set = new ShippedSet();
    Path examples = root.resolve(EXAMPLES);
    set.pages(examples.resolve("checks/runbooks"), "runbooks/", false);
    set.pages(examples.resolve("team/runbooks"), "team/", false);
    set.incidents(examples.resolve("team/incidents.jsonl"));
    set.pages(root.resolve("docs"), "docs/", true);
    set.pages(root.resolve("docs/formats"), "docs/formats/", true);
    set.rules(examples.resolve("checks/rules"));
    Collections.shuffle(set.others, new Random(Material.SEED));
    List<String> questions = new ArrayList<>(set.answered);
    questions.addAll(set.others);
    Files.write(into.resolve("corpus.jsonl"), set.documents);
    Files.write(into.resolve("queries.jsonl"), questions);
    Files.write(into.resolve("qrels.tsv"), set.judgements);
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private void pages(Path folder, String prefix, boolean sections) throws IOException {
    for (Path file : files(folder, ".md")) {
      String id = prefix + file.getFileName();
      String text = withoutFrontMatter(Files.readString(file));
      documents.add(Material.document(id, title(text), text).toString());
      text.lines()
          .filter(line -> sections && line.startsWith("## "))
          .forEach(line -> ask(title(text) + ": " + line.substring(3).strip(), others));
    }
  }

  private static String withoutFrontMatter(String text) {
    int end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
    return end < 0 ? text : text.substring(end + 5);
  }

  private static String title(String text) {
    String title =
        text.lines()
            .filter(line -> line.startsWith("# "))
            .findFirst()
            .map(line -> line.substring(2).strip())
            .orElse("Untitled");
    return title.substring(0, Math.min(LONGEST_TITLE, title.length()));
  }

  private void incidents(Path file) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode incident = MAPPER.readTree(line);
      JsonNode content = incident.path("content");
      String text =
          Stream.of("symptom", "rootCause", "resolution")
              .map(field -> content.path(field).asText())
              .filter(part -> !part.isBlank())
              .reduce((one, other) -> one + "\n\n" + other)
              .orElse("");
      String id = "incidents/" + number++;
      documents.add(Material.document(id, incident.path("title").asText(), text).toString());
    }
  }

  private void rules(Path folder) throws IOException {
    for (Path file : files(folder, ".yaml")) {
      JsonNode groups = MAPPER.readTree(YamlJson.object(first(file))).path("groups");
      for (JsonNode group : groups) {
        for (JsonNode rule : group.path("rules")) {
          alert(rule.path("annotations"));
        }
      }
    }
  }

  private static YamlField first(Path file) {
    return YamlFile.documents(file).getFirst();
  }

  private void alert(JsonNode annotations) {
    String runbook = annotations.path("runbook").asText();
    if (documents.stream().noneMatch(line -> line.contains("\"" + runbook + "\""))) {
      return;
    }
    for (String field : List.of("summary", "description")) {
      String text = annotations.path(field).asText().replaceAll("\\{\\{[^}]*}}", "").strip();
      String id = ask(text.replaceAll("\\s+", " "), answered);
      judgements.add(id + "\t" + runbook + "\t2");
    }
  }

  private String ask(String text, List<String> into) {
    String id = "q" + (answered.size() + others.size());
    ObjectNode question = MAPPER.createObjectNode().put("_id", id).put("text", text);
    into.add(question.put("kind", into == answered ? "annotation" : "section").toString());
    return id;
  }
}
