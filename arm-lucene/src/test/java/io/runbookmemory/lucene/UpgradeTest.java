package io.runbookmemory.lucene;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.previous.OldStore;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores of other Lucenes; the one before is really written by it, in a JVM of its own. */
@Timeout(120)
class UpgradeTest {

  private static final int PREVIOUS = Version.LATEST.major - 1;

  @TempDir Path temp;
  private final EmbeddingModel model = new FakeEmbeddingModel(16);

  /** Has the Lucene before this one write a store. */
  private Path oldStore() throws Exception {
    Path store = temp.resolve("store");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                previousClassPath(),
                OldStore.class.getName(),
                store.toString())
            .redirectError(temp.resolve("errors").toFile())
            .start();
    String version = new String(writer.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(writer.waitFor()).as(Files.readString(temp.resolve("errors"))).isZero();
    assertThat(version).startsWith(PREVIOUS + ".");
    assertThat(createdMajor(store)).isEqualTo(PREVIOUS);
    return store;
  }

  /** The tests and their libraries with the other Lucene, and without what is made for this one. */
  private static String previousClassPath() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "lucene-previous"))) {
      Stream<String> libraries =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .filter(entry -> !entry.contains("lucene") || entry.endsWith("test-classes"));
      return Stream.concat(jars.map(Path::toString), libraries)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static int createdMajor(Path store) throws IOException {
    try (Directory directory = new MMapDirectory(store)) {
      return SegmentInfos.readLatestCommit(directory).getIndexCreatedVersionMajor();
    }
  }

  private SearchRequest nearest(String text) {
    return SearchRequest.vector(model.embedQuery(text), model.space(), NOW).topK(1).build();
  }

  @Test
  void aStoreOfTheLuceneBeforeIsReadSearchedAndWritten() throws Exception {
    Path path = oldStore();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      assertHolds(reader);
      StoredMemory news =
          SampleMemories.embedded(
              SampleMemories.note(id(900), "Note 900", "certificate expired").build(), model);
      store.writer(Tenant.DEFAULT).upsert(List.of(news));
      store.writer(Tenant.DEFAULT).delete(List.of(id(0)), NOW);
      assertThat(reader.search(nearest("certificate expired")).getFirst().memory().id())
          .isEqualTo(id(900));
      assertThat(reader.stats().memories()).isEqualTo(OldStore.NOTES);
    }
    assertThat(createdMajor(path)).isEqualTo(PREVIOUS);
  }

  private void assertHolds(MemoryReader reader) {
    assertThat(reader.stats().memories()).isEqualTo(OldStore.NOTES);
    assertThat(reader.search(nearest("disk 42")).getFirst().memory().id()).isEqualTo(id(42));
    assertThat(reader.search(SearchRequest.text("Note 42", NOW).topK(1).build()))
        .first()
        .satisfies(hit -> assertThat(hit.memory().id()).isEqualTo(id(42)));
    assertThat(reader.history(id(OldStore.REVISED))).hasSize(1);
    assertThat(reader.usage(List.of(id(OldStore.REVISED))).get(id(OldStore.REVISED)))
        .satisfies(usage -> assertThat(usage.reinforcements()).isEqualTo(2));
    assertThat(reader.changes(0, 1000))
        .last()
        .isInstanceOf(Change.Deleted.class)
        .satisfies(change -> assertThat(change.id()).isEqualTo(id(OldStore.DELETED)));
  }

  @Test
  void anUpgradeMakesItThisLucenesAndLeavesTheRestAsItWas() throws Exception {
    Path path = oldStore();
    WithoutVectors before;
    StoredMemory some;
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      before = WithoutVectors.of(store.reader(Tenant.DEFAULT));
      some = store.reader(Tenant.DEFAULT).get(id(42)).orElseThrow();
    }

    assertThat(LuceneMemoryStore.upgrade(path, Progress.SILENT))
        .isEqualTo(new RewriteReport(true, false, OldStore.NOTES, 0));
    assertThat(createdMajor(path)).isEqualTo(Version.LATEST.major);
    assertThat(path.resolve("arm-rewrite")).doesNotExist();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      assertHolds(reader);
      assertThat(WithoutVectors.of(reader)).isEqualTo(before);
      assertThat(reader.get(id(42))).contains(some);
      assertThat(store.space()).contains(model.space());
    }
    assertThat(LuceneMemoryStore.upgrade(path, Progress.SILENT))
        .isEqualTo(new RewriteReport(false, false, OldStore.NOTES, 0));
  }

  @Test
  void anUpgradeAndAnotherModelWriteWithTheOptionsOfTheStore() throws Exception {
    Path path = oldStore();
    LuceneOptions options = LuceneOptions.builder().vectors(VectorPrecision.INT8).build();
    LuceneMemoryStore.upgrade(path, options, Progress.SILENT);
    assertThat(vectorFormats(path)).allMatch(format -> format.contains("Quantized")).isNotEmpty();

    EmbeddingModel wider = new FakeEmbeddingModel(48);
    Function<List<Memory>, List<StoredMemory>> embedder =
        memories ->
            memories.stream().map(memory -> SampleMemories.embedded(memory, wider)).toList();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path, options)) {
      store.reembed(wider.space(), embedder, Progress.SILENT);
    }
    assertThat(vectorFormats(path)).allMatch(format -> format.contains("Quantized")).isNotEmpty();
  }

  /** Returns the names of the formats that a store's vectors are in. */
  private static Set<String> vectorFormats(Path store) throws IOException {
    Set<String> formats = new HashSet<>();
    try (Directory directory = new MMapDirectory(store);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        FieldInfo vector = leaf.reader().getFieldInfos().fieldInfo("vector");
        if (vector != null) {
          formats.add(vector.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
        }
      }
    }
    return formats;
  }

  @Test
  void anUpgradeThatWasEndedGoesOn() throws Exception {
    Path path = oldStore();
    assertThatThrownBy(
            () ->
                LuceneMemoryStore.upgrade(
                    path,
                    (step, done, total) -> {
                      if (done > 0) {
                        throw new IllegalStateException("enough of " + total);
                      }
                    }))
        .hasMessage("enough of " + (OldStore.NOTES + 1));
    assertThat(createdMajor(path)).isEqualTo(PREVIOUS);

    assertThat(LuceneMemoryStore.upgrade(path, Progress.SILENT))
        .isEqualTo(new RewriteReport(true, true, OldStore.NOTES, 0));
    assertThat(createdMajor(path)).isEqualTo(Version.LATEST.major);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertHolds(store.reader(Tenant.DEFAULT));
    }
  }

  @Test
  void aStoreCanBeGivenAnotherModelWithoutAnUpgradeFirst() throws Exception {
    Path path = oldStore();
    EmbeddingModel wider = new FakeEmbeddingModel(48);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.reembed(
          wider.space(),
          memories ->
              memories.stream().map(memory -> SampleMemories.embedded(memory, wider)).toList(),
          Progress.SILENT);
      assertThat(store.space()).contains(wider.space());
    }
    assertThat(createdMajor(path)).isEqualTo(Version.LATEST.major);
  }

  @Test
  void nothingIsNoStoreToUpgrade() {
    assertThatThrownBy(() -> LuceneMemoryStore.upgrade(temp.resolve("none"), Progress.SILENT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("there is no store", "none");
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void aStoreOfALuceneTooOldIsRefusedTellingTheWayOut() throws IOException {
    try (Directory directory = new MMapDirectory(temp)) {
      SegmentInfos commit = new SegmentInfos(PREVIOUS - 1);
      commit.add(emptySegment(directory, Version.fromBits(PREVIOUS - 1, 11, 0)));
      commit.setUserData(StoreHeader.ofNewStore().toUserData(), true);
      commit.commit(directory);
    }
    assertThatThrownBy(() -> LuceneMemoryStore.open(temp).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(temp.toString(), "too old", "arm store upgrade");
  }

  private static SegmentCommitInfo emptySegment(Directory directory, Version version)
      throws IOException {
    Codec codec = Codec.getDefault();
    byte[] id = StringHelper.randomId();
    SegmentInfo info =
        new SegmentInfo(
            directory, version, version, "_0", 1, false, false, codec, Map.of(), id, Map.of(),
            null);
    info.setFiles(Set.of());
    codec.segmentInfoFormat().write(directory, info, IOContext.DEFAULT);
    return new SegmentCommitInfo(info, 0, 0, -1, -1, -1, StringHelper.randomId());
  }

  @Test
  void aStoreOfANewerLuceneIsRefusedTellingTheWayOut() throws IOException {
    LuceneMemoryStore.open(temp).close();
    Path commit;
    try (Directory directory = new MMapDirectory(temp)) {
      commit = temp.resolve(SegmentInfos.getLastCommitSegmentsFileName(directory));
    }
    // Lucene's header: 4 bytes of magic, the length and the letters of a name, 4 bytes of version;
    // its end: the CRC-32 of all that is before it.
    byte[] bytes = Files.readAllBytes(commit);
    int end = bytes.length - Long.BYTES;
    CRC32 crc = new CRC32();
    ByteBuffer.wrap(bytes).putInt(4 + 1 + "segments".length(), 1000);
    crc.update(bytes, 0, end);
    ByteBuffer.wrap(bytes).putLong(end, crc.getValue());
    Files.write(commit, bytes);

    assertThatThrownBy(() -> LuceneMemoryStore.open(temp).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(temp.toString(), "newer Lucene", "release that wrote it");
  }
}
