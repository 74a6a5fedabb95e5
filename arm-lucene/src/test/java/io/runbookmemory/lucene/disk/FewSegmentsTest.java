package io.runbookmemory.lucene.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FewSegmentsTest {

  private static final int TINY = 1000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Directory directory = new ByteBuffersDirectory();
  private int next;

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  private IndexWriter writer(long most) throws IOException {
    return new IndexWriter(
        directory,
        new IndexWriterConfig()
            .setMergePolicy(new FewSegments(most))
            .setMergeScheduler(new SerialMergeScheduler()));
  }

  private void add(IndexWriter writer, int documents) throws IOException {
    for (int i = 0; i < documents; i++) {
      Document document = new Document();
      document.add(new StringField("id", Integer.toString(next++), Field.Store.NO));
      writer.addDocument(document);
    }
    writer.commit();
  }

  /** Returns how many documents segments have that are not deleted, largest first. */
  private List<Integer> sizes() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().stream()
          .map(leaf -> leaf.reader().numDocs())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static int rest(List<Integer> sizes, int from) {
    return sizes.stream().skip(from + 1L).mapToInt(Integer::intValue).sum();
  }

  @Test
  void eachSegmentIsMoreThanFourTimesWhatTheSmallerOnesHold() throws IOException {
    try (IndexWriter writer = writer(Long.MAX_VALUE)) {
      for (int commit = 0; commit < 400; commit++) {
        add(writer, 1 + random.nextInt(random.nextInt(20) == 0 ? 900 : 20));
        List<Integer> sizes = sizes();
        for (int i = 0; i < sizes.size() && sizes.get(i) >= TINY; i++) {
          assertThat(4 * rest(sizes, i)).as("seed %s: %s", seed, sizes).isLessThan(sizes.get(i));
        }
        assertThat(sizes.stream().filter(size -> size < TINY))
            .as("seed %s: %s", seed, sizes)
            .hasSizeLessThanOrEqualTo(8);
      }
    }
  }

  @Test
  void aSegmentOfWhichMoreThanAFifthIsDeletedIsWrittenAnew() throws IOException {
    try (IndexWriter writer = writer(Long.MAX_VALUE)) {
      add(writer, 5000);
      for (int i = 0; i < 1100; i++) {
        writer.deleteDocuments(new Term("id", Integer.toString(random.nextInt(5000))));
      }
      for (int i = 0; i < 1100; i++) {
        writer.deleteDocuments(new Term("id", Integer.toString(i)));
      }
      writer.commit();
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      assertThat(reader.numDeletedDocs()).as("seed %s", seed).isZero();
      assertThat(reader.numDocs()).isLessThan(4000);
    }
  }

  @Test
  void noSegmentGetsMoreDocumentsThanTheHeapHasRoomToMerge() throws IOException {
    try (IndexWriter writer = writer(10_000)) {
      for (int commit = 0; commit < 60; commit++) {
        add(writer, 700);
        assertThat(sizes()).as("seed %s", seed).allMatch(size -> size <= 10_000);
      }
      assertThat(sizes()).hasSizeLessThan(16);
    }
  }

  @Test
  void aFewSmallCommitsAreLeftAlone() throws IOException {
    try (IndexWriter writer = writer(Long.MAX_VALUE)) {
      for (int commit = 0; commit < 8; commit++) {
        add(writer, 1);
      }
      assertThat(sizes()).hasSize(8);
      add(writer, 1);
      assertThat(sizes()).containsExactly(9);
    }
  }
}
