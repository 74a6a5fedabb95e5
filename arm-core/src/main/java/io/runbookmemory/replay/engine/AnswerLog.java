package io.runbookmemory.replay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a replay has so far, in a file to which each is appended as soon as it is known:
 * a run that was killed goes on from there. An answer goes by all that it depends on, so that what
 * has changed since is asked again: the incident, what was known, what its budgets said, and the
 * basis. A last line that was cut is dropped. Thread-safe; for one process at a time.
 */
public final class AnswerLog implements AutoCloseable {

  /** How each line begins. */
  private static final String BEGINNING = "{\"key\":";

  private final Path file;
  private final String basis;
  private final FileChannel channel;
  private final Map<String, Answered> answers = new HashMap<>();

  private AnswerLog(Path file, String basis, FileChannel channel) {
    this.file = file;
    this.basis = basis;
    this.channel = channel;
  }

  /**
   * Opens a log, or begins one.
   *
   * @param file JSON Lines
   * @param basis what else the answers depend on: the release, the model, how memory is asked
   * @return what was answered before, to be closed
   * @throws InvalidInputException if the file is something else
   * @throws UnavailableException if it cannot be read or written
   */
  public static AnswerLog open(Path file, String basis) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      AnswerLog log = new AnswerLog(file, basis, channel);
      log.read();
      return log;
    } catch (IOException e) {
      close(channel);
      throw unavailable(file, e);
    } catch (InvalidInputException e) {
      close(channel);
      throw e;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What went wrong before is what there is to say.
    }
  }

  private static UnavailableException unavailable(Path file, IOException cause) {
    return new UnavailableException(
        file.toString(), file + ": the answers of a replay cannot be kept: " + cause, cause);
  }

  private void read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // One read may bring less than there is.
    }
    byte[] all = bytes.array();
    int begin = 0;
    for (int i = 0; i < bytes.position(); i++) {
      if (all[i] == '\n') {
        take(new String(all, begin, i - begin, StandardCharsets.UTF_8));
        begin = i + 1;
      }
    }
    requireCut(new String(all, begin, bytes.position() - begin, StandardCharsets.UTF_8));
    channel.truncate(begin);
    channel.position(begin);
  }

  /** What no line ends is taken away only if it is the beginning of one of ours. */
  private void requireCut(String rest) {
    if (!rest.startsWith(BEGINNING) && !BEGINNING.startsWith(rest)) {
      throw refusal();
    }
  }

  private InvalidInputException refusal() {
    return new InvalidInputException(
        file.toString(),
        "is no file of answers, or was damaged: name another, or delete it to ask all again");
  }

  private void take(String line) {
    try {
      JsonNode node = JsonText.readObject(line);
      answers.put(node.required("key").textValue(), answered(node));
    } catch (InvalidInputException | IllegalArgumentException | DateTimeException e) {
      throw refusal();
    }
  }

  String basis() {
    return basis;
  }

  synchronized Optional<Answered> answer(String key) {
    return Optional.ofNullable(answers.get(key));
  }

  synchronized void add(String key, Answered answered) {
    byte[] line = (JsonText.write(json(key, answered)) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw unavailable(file, e);
    }
    answers.put(key, answered);
  }

  private static ObjectNode json(String key, Answered answered) {
    ObjectNode node = JsonText.object().put("key", key);
    ArrayNode recalled = node.putArray("recalled");
    answered.recalled().forEach(recalled::add);
    ArrayNode right = node.putArray("right");
    answered.right().forEach(right::add);
    node.put("expected", answered.expected()).put("misleading", answered.misleading());
    put(node, "actedAfter", answered.actedAfter());
    put(node, "offeredAfter", answered.offeredAfter());
    return node;
  }

  private static void put(ObjectNode node, String field, @Nullable Duration time) {
    if (time != null) {
      node.put(field, time.toString());
    }
  }

  private static Answered answered(JsonNode node) {
    List<String> recalled = new ArrayList<>();
    node.required("recalled").forEach(one -> recalled.add(one.asText()));
    List<Integer> right = new ArrayList<>();
    node.required("right").forEach(one -> right.add(one.asInt()));
    return new Answered(
        recalled,
        right,
        node.required("expected").asInt(),
        node.required("misleading").asInt(),
        time(node, "actedAfter"),
        time(node, "offeredAfter"));
  }

  private static @Nullable Duration time(JsonNode node, String field) {
    return node.has(field) ? Duration.parse(node.path(field).asText()) : null;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unavailable(file, e);
    }
  }
}
