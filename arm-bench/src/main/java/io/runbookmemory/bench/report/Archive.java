package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The chapters that were measured, a file each, with the key of what they were made of.
 *
 * @param folder where the files are
 */
record Archive(Path folder) {

  private static final ObjectMapper MAPPER = new JsonMapper();

  /** Returns what was measured under the same key. */
  Optional<Result> find(String chapter, String key) throws IOException {
    Path file = file(chapter);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = MAPPER.readTree(Files.readString(file));
    return json.path("key").asText().equals(key)
        ? Optional.of(Result.kept(json.path("chapter")))
        : Optional.empty();
  }

  /** Keeps what was measured. */
  void keep(Result result, String key) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve(result.chapter() + ".next");
    JsonNode json = MAPPER.createObjectNode().put("key", key).set("chapter", result.toJson());
    Files.writeString(next, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    Files.move(next, file(result.chapter()), StandardCopyOption.REPLACE_EXISTING);
  }

  void forget(String chapter) throws IOException {
    Files.deleteIfExists(file(chapter));
  }

  private Path file(String chapter) {
    return folder.resolve(chapter + ".json");
  }
}
