package io.runbookmemory.connectors.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;

/**
 * Reads one line of JSON as a memory. A line with {@code content} is a memory as {@link MemoryJson}
 * writes it, or as a person does, who may leave most of it out. Any other is a document of a corpus
 * in BEIR's layout: {@code _id} (or {@code id}) and {@code text}, and optionally {@code title},
 * {@code service}, {@code env}, {@code severity}, {@code tags}, {@code url} and {@code date}.
 *
 * <p>A document that is tagged {@code incident}, {@code postmortem} or {@code outage} becomes an
 * incident, any other a runbook with the steps that its Markdown has. Its title, if it has none, is
 * its first heading, else its first line. It is trusted as curated, and named by source and id, so
 * that reading it again gives an equal memory but for the times of creation. Thread-safe.
 */
public final class MemoryLineReader {

  /** Strict about what a person may get wrong; Jackson's own limits bound depth and numbers. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final MemoryJson.Defaults defaults;

  /**
   * Creates a reader.
   *
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public MemoryLineReader(MemoryJson.Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Returns the memory of a line.
   *
   * @param line one JSON object
   * @return a memory of version 0
   * @throws InvalidInputException if the line is not JSON or breaks a rule, naming the field
   */
  public Memory read(String line) {
    ObjectNode object = parse(line);
    if (object.has("content")) {
      return MemoryJson.read(line, defaults);
    }
    if (!object.has("text")) {
      throw new InvalidInputException(
          "", "must have \"content\" as a memory or \"text\" as a document, got neither");
    }
    return new CorpusDocument(object).memory(defaults);
  }

  private static ObjectNode parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new InvalidInputException(
          "", "must be a JSON object, got " + CorpusDocument.kind(node));
    } catch (JsonProcessingException e) {
      String column = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      throw new InvalidInputException("", "is not JSON" + column + ": " + e.getOriginalMessage());
    }
  }
}
