package io.runbookmemory.bench.search;

import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Memories of real text with real vectors, and real questions. Where more memories are wanted than
 * there are texts, each further one is the mean of two real vectors, the one twice, of unit length,
 * with the text of that one and a number: made up, but as thick and as spread as the real ones.
 *
 * @param entries the real ones
 * @param questions what is asked
 * @param size how many memories there are
 */
public record Data(List<Entry> entries, List<Entry> questions, int size) {

  /** When all of them were written, and all questions are asked. */
  public static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  /** Reads the files that the program {@code vectors} writes. */
  public static Data read(Path file, int size) throws IOException {
    List<Entry> entries = required(file, size);
    List<Entry> questions = questions(file);
    return new Data(entries, questions, size);
  }

  /** Reads the questions alone. */
  public static List<Entry> questions(Path file) throws IOException {
    return required(Path.of(file + ".questions"), Integer.MAX_VALUE);
  }

  private static List<Entry> required(Path file, int most) throws IOException {
    List<Entry> entries = VectorFile.read(file, most);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "no vectors in " + file + ": write them with arm bench vectors --corpus DIR --out FILE");
    }
    return entries;
  }

  /** Returns the space of the vectors. */
  public EmbeddingSpace space() {
    return space(entries);
  }

  /** Returns the space of some vectors. */
  public static EmbeddingSpace space(List<Entry> entries) {
    return new EmbeddingSpace("bench", entries.getFirst().embedding().dimension(), "bench");
  }

  /** Returns every second question, from the first or the second on. */
  public List<Entry> everySecond(int first) {
    return IntStream.iterate(first, i -> i < questions.size(), i -> i + 2)
        .mapToObj(questions::get)
        .toList();
  }

  /** Returns the numbers of the memories that pass a filter. */
  public BitSet passing(Selectivity selectivity) {
    BitSet passing = new BitSet(size);
    for (int number = 0; number < size; number++) {
      passing.set(number, selectivity.filter().test(memory(number)));
    }
    return passing;
  }

  /** Returns in words how many of them are real. */
  @Override
  public String toString() {
    String real = String.format("%,d memories, %,d questions", size, questions.size());
    return size <= entries.size()
        ? real + ", all real text"
        : real + String.format(", %,d of them real text, the others between two", entries.size());
  }

  /** Returns the vector of a memory. */
  public Embedding embedding(int number) {
    Embedding own = entries.get(number % entries.size()).embedding();
    if (number < entries.size()) {
      return own;
    }
    float[] between = entries.get(new Random(number).nextInt(entries.size())).vector();
    float[] twice = own.toArray();
    for (int i = 0; i < between.length; i++) {
      between[i] += 2 * twice[i];
    }
    return Embedding.of(between);
  }

  /** Returns a memory; its environment, service and tag are what filters look at. */
  public Memory memory(int number) {
    String real = entries.get(number % entries.size()).text();
    String text = number < entries.size() ? real : real + " " + number;
    String title = text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 50));
    Random random = new Random(number);
    Scope scope =
        Scope.of(Tenant.DEFAULT)
            .withEnv(random.nextBoolean() ? "prod" : "staging")
            .withService("service-" + random.nextInt(20));
    return Memory.builder(new MemoryId(new UUID(0, number)), scope, title, new Note(text), NOW)
        .tags(List.of("tag-" + random.nextInt(200)))
        .build();
  }

  /** Returns a memory with its vector. */
  public StoredMemory stored(int number) {
    Memory memory = memory(number);
    TextRange range = new TextRange(0, memory.text().length());
    return new StoredMemory(memory, List.of(new Passage(range, embedding(number))), space());
  }
}
