package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the files of a store: it is told of, and what is not hit can be saved. */
class DamageTest {

  private static final int FLIPS_A_FILE = 3;
  private static final int REPAIRS = 20;

  @TempDir Path temp;

  private Path store(boolean packed) throws IOException {
    Path path = temp.resolve("store");
    Contents.write(path, 2);
    if (!packed) {
      Contents.unpack(path);
    }
    return path;
  }

  private static void assertRefused(Path path, Path hit, String... says) throws IOException {
    Map<String, byte[]> before = bytes(path);
    for (boolean readOnly : List.of(false, true)) {
      assertThatThrownBy(
              () ->
                  (readOnly ? LuceneMemoryStore.openReadOnly(path) : LuceneMemoryStore.open(path))
                      .close())
          .as("%s, read-only %s", hit, readOnly)
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining(path + " is damaged: its file ")
          .hasMessageContaining("`arm store verify " + path + "`")
          .hasMessageContaining("`arm store repair " + path + " --into NEW`")
          .hasMessageContainingAll(says);
    }
    assertThat(bytes(path)).usingRecursiveComparison().isEqualTo(before);
  }

  private static Map<String, byte[]> bytes(Path path) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    for (Path file : Contents.files(path)) {
      bytes.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFlippedByteInAnyFileIsToldOfAtOpening(boolean packed) throws IOException {
    Path path = store(packed);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (Path file : Contents.files(path)) {
      byte[] whole = Files.readAllBytes(file);
      for (int flip = 0; flip < FLIPS_A_FILE; flip++) {
        byte[] flipped = whole.clone();
        int at = flip == 0 ? whole.length - 1 : random.nextInt(whole.length);
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        assertRefused(path, file, String.valueOf(file.getFileName()));
      }
      Files.write(file, whole);
    }
    LuceneMemoryStore.open(path).close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatIsCutShortOrMissingIsToldOfAtOpening(boolean packed) throws IOException {
    Path path = store(packed);
    Random random = new Random(5);
    for (Path file : Contents.files(path)) {
      byte[] whole = Files.readAllBytes(file);
      String name = String.valueOf(file.getFileName());
      for (int length : new int[] {0, random.nextInt(whole.length), whole.length - 1}) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertRefused(path, file, name);
      }
      Files.delete(file);
      assertRefused(path, file, name.startsWith("segments") ? "segments_N" : name, "is missing");
      Files.write(file, whole);
    }
    LuceneMemoryStore.open(path).close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSavedIsWhatWasThere(boolean packed) throws IOException {
    Path path = store(packed);
    Contents original = Contents.of(path);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kept = 0;
    for (int round = 0; round < REPAIRS; round++) {
      Path damaged = temp.resolve("damaged-" + round);
      copy(path, damaged);
      String how = damage(damaged, random);
      Path into = temp.resolve("new-" + round);
      String label = how + ", round " + round + ", seed " + seed;
      RepairReport report = LuceneMemoryStore.repair(damaged, into, Progress.SILENT);
      kept += assertPartOf(original, Contents.of(into), report, label);
      assertThat(LuceneMemoryStore.verify(into, Progress.SILENT).problems()).as(label).isEmpty();
      assertThat(report.problems()).as(label).isNotEmpty();
    }
    assertThat(kept)
        .as("kept of all, seed %s", seed)
        .isGreaterThan(original.changes().size() * REPAIRS / 3);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (Path file : Contents.files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static String damage(Path path, Random random) throws IOException {
    List<Path> files = Contents.files(path);
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    switch (random.nextInt(5)) {
      case 0 -> {
        Files.delete(file);
        return "deleted " + file.getFileName();
      }
      case 1 -> {
        int length = random.nextInt(bytes.length);
        Files.write(file, Arrays.copyOf(bytes, length));
        return "cut " + file.getFileName() + " to " + length;
      }
      default -> {
        int flips = 1 + random.nextInt(3);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < flips; i++) {
          int at = random.nextInt(bytes.length);
          bytes[at] ^= (byte) (1 << random.nextInt(8));
          places.add(at);
        }
        Files.write(file, bytes);
        return "flipped " + file.getFileName() + " at " + places;
      }
    }
  }

  /** Returns how many memories and deletions were kept. */
  private static int assertPartOf(
      Contents original, Contents saved, RepairReport report, String label) {
    List<MemoryId> lexical = report.withoutVectors().getOrDefault(Tenant.DEFAULT, List.of());
    List<MemoryId> lost = report.lost().getOrDefault(Tenant.DEFAULT, List.of());
    saved
        .changes()
        .forEach(
            (id, change) -> {
              assertThat(original.changes()).as(label).containsKey(id);
              Change was = Objects.requireNonNull(original.changes().get(id));
              boolean usageLost =
                  report.problems().stream()
                      .anyMatch(
                          problem ->
                              id.equals(problem.id()) && problem.says().contains("usage is lost"));
              assertThat(Contents.comparable(change, lexical.contains(id), usageLost))
                  .as("%s: %s", label, id)
                  .isEqualTo(Contents.comparable(was, lexical.contains(id), usageLost));
              assertThat(original.history().getOrDefault(id, List.of()))
                  .as("%s: history of %s", label, id)
                  .containsAll(saved.history().getOrDefault(id, List.of()));
            });
    boolean allNamed =
        report.nameless() == 0 && !report.problems().toString().contains("as a whole");
    if (allNamed) {
      original
          .changes()
          .forEach(
              (id, change) -> {
                boolean told =
                    lost.contains(id)
                        || report.problems().stream().anyMatch(problem -> id.equals(problem.id()));
                assertThat(saved.changes().containsKey(id) || told)
                    .as("%s: %s", label, id)
                    .isTrue();
              });
    }
    return saved.changes().size();
  }
}
