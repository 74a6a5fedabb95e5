package io.runbookmemory.lucene.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentCacheTest {

  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final SegmentCache<String> cache = new SegmentCache<>(10, String::length);
  private DirectoryReader reader;
  private LeafReaderContext leaf;
  private int loads;

  @BeforeEach
  void openASegment() throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }
    reader = DirectoryReader.open(directory);
    leaf = reader.leaves().getFirst();
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  private String get(String name) throws IOException {
    return cache.get(
        leaf,
        name,
        () -> {
          loads++;
          return name;
        });
  }

  @Test
  void aValueIsLoadedOnce() throws IOException {
    assertThat(get("abc")).isEqualTo("abc");
    assertThat(get("abc")).isEqualTo("abc");

    assertThat(loads).isEqualTo(1);
  }

  @Test
  void theLeastRecentlyUsedGoesFirstWhereTheyAreTooBig() throws IOException {
    get("aaaa");
    get("bbbb");
    get("aaaa");
    get("cccc");

    get("aaaa");
    get("cccc");
    assertThat(loads).isEqualTo(3);
    get("bbbb");
    assertThat(loads).isEqualTo(4);
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void aValueThatIsTooBigIsGivenAndNotKept() throws IOException {
    assertThat(get("much too big a value")).isEqualTo("much too big a value");

    assertThat(cache.size()).isZero();
  }

  @Test
  void aSegmentThatIsNoLongerReadTakesItsValuesAlong() throws IOException {
    get("abc");
    reader.close();

    assertThat(cache.size()).isZero();
  }

  @Test
  void anotherLoadTakesTheFirstOnesPlace() throws IOException {
    get("abc");
    cache.load(leaf, "abc", () -> "defghi");

    assertThat(get("abc")).isEqualTo("defghi");
    assertThat(cache.size()).isEqualTo(1);
  }
}
