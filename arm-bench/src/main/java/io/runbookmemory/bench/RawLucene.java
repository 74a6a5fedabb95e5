package io.runbookmemory.bench;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/** A Lucene index as its defaults make it, with one document a memory: the same fields as ARM's. */
final class RawLucene implements AutoCloseable {

  private final Directory directory;
  private final IndexWriter writer;

  RawLucene(Path path) throws IOException {
    this.directory = new MMapDirectory(path);
    this.writer = new IndexWriter(directory, new IndexWriterConfig());
  }

  /** Adds memories and commits. */
  void write(List<StoredMemory> memories) throws IOException {
    for (StoredMemory stored : memories) {
      writer.addDocument(document(stored));
    }
    writer.commit();
  }

  private static Document document(StoredMemory stored) {
    Memory memory = stored.memory();
    Document document = new Document();
    document.add(new StringField("id", memory.id().toString(), Store.NO));
    document.add(new StoredField("json", MemoryJson.write(memory)));
    document.add(new TextField("text", memory.title() + " " + memory.text(), Store.NO));
    for (Field<?> field : Field.all()) {
      add(document, field, memory);
    }
    document.add(
        new KnnFloatVectorField(
            "vector",
            stored.passages().getFirst().embedding().toArray(),
            VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  private static <V extends Comparable<? super V>> void add(
      Document document, Field<V> field, Memory memory) {
    V value = field.of(memory);
    if (value == null) {
      document.add(new StringField("missing", field.name(), Store.NO));
    } else if (field.isText()) {
      document.add(new StringField(field.name(), value.toString(), Store.NO));
    } else {
      document.add(new LongField(field.name(), field.encode(value), Store.NO));
    }
  }

  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      writer.commit();
    }
  }
}
