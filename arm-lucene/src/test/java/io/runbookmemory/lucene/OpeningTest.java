package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {

  @TempDir Path path;

  private void assertRefused(Class<? extends Exception> fault, String... says) {
    assertThatThrownBy(() -> LuceneMemoryStore.open(path).close())
        .isInstanceOf(fault)
        .hasMessageContaining(path.toString())
        .hasMessageContainingAll(says);
  }

  /** Commits with other words about the store than its own. */
  private void commit(Map<String, String> data, Codec codec) throws IOException {
    try (Directory directory = new MMapDirectory(path);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig().setCodec(codec))) {
      writer.addDocument(new Document());
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
  }

  private void createStore() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Samples.pointing(1), Samples.pointing(2)));
    }
  }

  @Test
  void aDirectoryThatDoesNotExistIsCreated() {
    Path deep = path.resolve("a/b");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(deep)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isZero();
    }
    assertThat(deep).isDirectory();
  }

  @Test
  void aFileIsNoStore() throws IOException {
    Path file = Files.writeString(path.resolve("file"), "words");

    assertThatThrownBy(() -> LuceneMemoryStore.open(file).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("a store needs a directory, got the file " + file);
    assertThat(file).hasContent("words");
  }

  @Test
  void aDirectoryOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Files.writeString(path.resolve("holiday.jpg"), "sea");

    assertRefused(ConfigurationException.class, "holiday.jpg");
    assertThat(path).isDirectoryNotContaining("glob:**segments*");
  }

  @Test
  void aFreshFileSystemAndWhatAKilledCreationLeftAreAsGoodAsEmpty() throws IOException {
    Files.createDirectory(path.resolve("lost+found"));
    Files.createFile(path.resolve("write.lock"));
    Files.writeString(path.resolve("arm-holder"), "4711");
    Files.createFile(path.resolve("pending_segments_1"));

    createStore();
    assertThat(path.resolve("arm-holder")).doesNotExist();
  }

  @Test
  void anotherProgramsIndexIsRefused() throws IOException {
    commit(Map.of(), Codec.getDefault());

    assertRefused(ConfigurationException.class, "not ARM's");
  }

  @Test
  void aStoreThatIsOpenIsRefusedNamingTheProcess() {
    try (LuceneMemoryStore first = LuceneMemoryStore.open(path)) {
      assertRefused(UnavailableException.class, "is open in this process already");
      assertThat(first.reader(Tenant.DEFAULT).stats().memories()).isZero();
    }
    createStore();
  }

  @Test
  void aNewerFormatIsRefusedNamingBoth() throws IOException {
    Map<String, String> data = new HashMap<>(StoreHeader.ofNewStore().toUserData());
    data.put("arm.format", "2");
    commit(data, Codec.getDefault());

    assertRefused(ConfigurationException.class, "format 2", "reads, which is 1");
  }

  @Test
  void tokensOfAnotherTokenizerAreRefusedTellingTheWayOut() throws IOException {
    Map<String, String> data = new HashMap<>(StoreHeader.ofNewStore().toUserData());
    data.put("arm.tokenizer", "99");
    commit(data, Codec.getDefault());

    assertRefused(ConfigurationException.class, "tokenizer 99", "export", "import");
  }

  @Test
  void anIndexOfAnUnknownLuceneIsRefused() throws IOException {
    commit(
        StoreHeader.ofNewStore().toUserData(), new FilterCodec("Strange", Codec.getDefault()) {});

    assertRefused(ConfigurationException.class, "another Lucene", "Strange");
  }

  @Test
  void aFileCutShortIsFoundOnOpening() throws IOException {
    createStore();
    Path largest = largestFile();
    byte[] whole = Files.readAllBytes(largest);
    Files.write(largest, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertRefused(CorruptStoreException.class, "damaged");
  }

  @Test
  void aMissingFileIsFoundOnOpening() throws IOException {
    createStore();
    Files.delete(largestFile());

    assertRefused(CorruptStoreException.class, "damaged");
  }

  private Path largestFile() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    LuceneMemoryStore store = LuceneMemoryStore.open(path);
    var reader = store.reader(Tenant.DEFAULT);
    var writer = store.writer(Tenant.DEFAULT);
    store.close();
    store.close();

    assertThatThrownBy(reader::stats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.upsert(List.of())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::space).hasMessage("the store is closed");
  }
}
