package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The id that tells a store and its backups from others. */
class IdentityTest {

  private static final String KEY = "arm.store";

  @TempDir Path temp;

  private Path store(String name, long... memories) {
    Path path = temp.resolve(name);
    write(path, memories);
    return path;
  }

  private static void write(Path path, long... memories) {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(LongStream.of(memories).mapToObj(Samples::pointing).toList());
    }
  }

  private static void backup(Path path, Path into) {
    try (LuceneMemoryStore store = LuceneMemoryStore.openReadOnly(path)) {
      store.backup(into);
    }
  }

  private static String idOf(Path path) throws IOException {
    return Objects.requireNonNull(header(path).get(KEY), "no id in " + path);
  }

  private static Map<String, String> header(Path path) throws IOException {
    try (Directory directory = new MMapDirectory(path)) {
      return SegmentInfos.readLatestCommit(directory).getUserData();
    }
  }

  /** Changes the header as a release of another time would have written it. */
  private static void rewriteHeader(Path path, Consumer<Map<String, String>> change)
      throws IOException {
    Map<String, String> header = new HashMap<>(header(path));
    change.accept(header);
    IndexWriterConfig config = new IndexWriterConfig().setCodec(LuceneOptions.DEFAULT.codec());
    try (Directory directory = new MMapDirectory(path);
        IndexWriter writer = new IndexWriter(directory, config)) {
      writer.setLiveCommitData(header.entrySet());
      writer.commit();
    }
  }

  @Test
  void aStoreKeepsTheIdThatItBeganWithAndNoOtherHasIt() throws IOException {
    Path one = store("one");
    String id = idOf(one);
    write(one, 1, 2);
    write(one, 3);
    assertThat(idOf(one)).isEqualTo(id);
    assertThat(idOf(store("two", 1, 2))).isNotEqualTo(id);
  }

  @Test
  void anotherStoresBackupIsNotOverwrittenThoughItsFilesWouldNotTell() throws IOException {
    Path mine = store("mine", 1);
    Path other = store("other", 1, 2, 3);
    write(other, 4);
    Path backup = temp.resolve("backup");
    backup(mine, backup);
    String id = idOf(mine);

    assertThatThrownBy(() -> backup(other, backup))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "the backup in " + backup,
            "is of another store: it is of " + id,
            other + " is " + idOf(other),
            "choose an empty directory");
    assertThat(Contents.of(backup)).isEqualTo(Contents.of(mine));

    write(mine, 5);
    backup(mine, backup);
    assertThat(Contents.of(backup)).isEqualTo(Contents.of(mine));
  }

  @Test
  void aRestoredStoreIsTheSameAndARepairedOneIsAnother() throws IOException {
    Path path = store("store", 1, 2);
    Path backup = temp.resolve("backup");
    backup(path, backup);
    LuceneMemoryStore.restore(backup, temp.resolve("restored"));
    assertThat(idOf(temp.resolve("restored"))).isEqualTo(idOf(backup)).isEqualTo(idOf(path));

    LuceneMemoryStore.repair(path, temp.resolve("repaired"), Progress.SILENT);
    assertThat(idOf(temp.resolve("repaired"))).isNotEqualTo(idOf(path));
    assertThatThrownBy(() -> backup(temp.resolve("repaired"), backup))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aBackupOfTheSameStoreThatGoesFurtherIsLeftAlone() throws IOException {
    Path path = store("store", 1, 2);
    Path backup = temp.resolve("backup");
    backup(path, backup);
    LuceneMemoryStore.restore(backup, temp.resolve("restored"));
    write(path, 3);
    backup(path, backup);
    assertThatThrownBy(() -> backup(temp.resolve("restored"), backup))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("goes further", "choose an empty directory");
    assertThat(Contents.of(backup)).isEqualTo(Contents.of(path));
  }

  @Test
  void anotherModelLeavesItTheSameStore() throws IOException {
    Path path = store("store", 1, 2);
    String id = idOf(path);
    FakeEmbeddingModel wider = new FakeEmbeddingModel(48);
    Function<List<Memory>, List<StoredMemory>> embedder =
        memories ->
            memories.stream().map(memory -> SampleMemories.embedded(memory, wider)).toList();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.reembed(wider.space(), embedder, Progress.SILENT);
    }
    assertThat(idOf(path)).isEqualTo(id);
  }

  @Test
  void aStoreOfBeforeIsGivenOneByItsNextWriteAndKeepsItsBackup() throws IOException {
    Path path = store("store", 1);
    rewriteHeader(path, header -> header.remove(KEY));
    Path backup = temp.resolve("backup");
    backup(path, backup);
    LuceneMemoryStore.open(path).close();
    assertThat(header(path)).as("opening is no write").doesNotContainKey(KEY);

    write(path, 2);
    assertThat(idOf(path)).isNotEmpty();
    backup(path, backup);
    assertThat(idOf(backup)).isEqualTo(idOf(path));
  }

  @Test
  void anIdThatIsNoneIsAnUnreadableHeader() throws IOException {
    Path path = store("store", 1);
    rewriteHeader(path, header -> header.put(KEY, "mine"));
    assertThatThrownBy(() -> LuceneMemoryStore.open(path).close())
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("unreadable header");
  }
}
